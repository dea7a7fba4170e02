/** The login as a careful team would write it by hand in one class. */
@NullMarked
package dev.gatehouse.benchmarks.peers.handwritten;

import org.jspecify.annotations.NullMarked;
