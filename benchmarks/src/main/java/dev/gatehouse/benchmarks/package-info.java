/**
 * What {@code bin/bench} runs; the goals and the report. Measured, never shipped.
 *
 * <p>Each of these packages uses only the ones before it: {@code request}, {@code service}, {@code
 * figure}, {@code database}, {@code load}, {@code testbed}, {@code profile}, {@code scenario}.
 */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
