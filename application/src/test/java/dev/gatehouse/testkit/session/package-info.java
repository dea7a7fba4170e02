/**
 * The testkit of sessions: the contract of their store as tests, and a fake that passes it.
 * Published as the {@code test-jar} of this module.
 */
@NullMarked
package dev.gatehouse.testkit.session;

import org.jspecify.annotations.NullMarked;
