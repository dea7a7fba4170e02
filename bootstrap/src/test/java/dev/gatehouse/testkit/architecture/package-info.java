/**
 * The architecture rules that every adapter is held to. Published in the {@code test-jar} of this
 * module.
 */
@NullMarked
package dev.gatehouse.testkit.architecture;

import org.jspecify.annotations.NullMarked;
