/**
 * What was measured and on what machine, the file of results, and whether a change pays. Shows it
 * as tables and as a chart.
 */
@NullMarked
package dev.gatehouse.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
