/** The options of the command line, and what every scenario stands on. */
@NullMarked
package dev.gatehouse.benchmarks.testbed;

import org.jspecify.annotations.NullMarked;
