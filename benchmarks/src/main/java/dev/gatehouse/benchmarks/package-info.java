/** What {@code bin/bench} runs. Measured, never shipped. */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
