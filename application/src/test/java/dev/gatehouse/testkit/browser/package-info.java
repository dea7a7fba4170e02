/**
 * The testkit of the store of spent states: its contract as tests, and a fake that passes them.
 *
 * <p>Published in the {@code test-jar} of this module.
 */
@NullMarked
package dev.gatehouse.testkit.browser;

import org.jspecify.annotations.NullMarked;
