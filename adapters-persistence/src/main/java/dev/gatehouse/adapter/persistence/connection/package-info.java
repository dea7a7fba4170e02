/**
 * The way to the database: settings, connections and their pools, health and metrics. Builds on no
 * other package of this adapter but the sockets.
 */
@NullMarked
package dev.gatehouse.adapter.persistence.connection;

import org.jspecify.annotations.NullMarked;
