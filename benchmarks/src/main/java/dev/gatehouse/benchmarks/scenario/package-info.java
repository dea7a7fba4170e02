/**
 * The scenarios, one class each. A scenario records figures; it neither judges nor reports them.
 */
@NullMarked
package dev.gatehouse.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
