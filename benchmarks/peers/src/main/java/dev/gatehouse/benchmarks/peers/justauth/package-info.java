/** The login as JustAuth and Spring Boot make it with their defaults. */
@NullMarked
package dev.gatehouse.benchmarks.peers.justauth;

import org.jspecify.annotations.NullMarked;
