/** The load on a service: closed and open loops, and clients that attack. */
@NullMarked
package dev.gatehouse.benchmarks.load;

import org.jspecify.annotations.NullMarked;
