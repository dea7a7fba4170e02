/**
 * The testkit: each port's contract as tests, and a fake that passes them. Adapters extend a
 * contract with ten lines; tests elsewhere use the fakes.
 *
 * <p>Published as the {@code test-jar} of this module. A module that uses it needs {@code
 * junit-jupiter} and {@code assertj-core} in test scope.
 */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
