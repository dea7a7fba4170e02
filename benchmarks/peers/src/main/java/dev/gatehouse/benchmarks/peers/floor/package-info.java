/** The least that a JVM can do for one login. */
@NullMarked
package dev.gatehouse.benchmarks.peers.floor;

import org.jspecify.annotations.NullMarked;
