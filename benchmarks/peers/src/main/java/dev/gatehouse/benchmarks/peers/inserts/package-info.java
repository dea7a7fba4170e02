/** What a registration costs the database, without a service. */
@NullMarked
package dev.gatehouse.benchmarks.peers.inserts;

import org.jspecify.annotations.NullMarked;
