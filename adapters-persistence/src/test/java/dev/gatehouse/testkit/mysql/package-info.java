/**
 * A database of one's own on a real MySQL, for tests. Published as the {@code test-jar} of this
 * module.
 */
@NullMarked
package dev.gatehouse.testkit.mysql;

import org.jspecify.annotations.NullMarked;
