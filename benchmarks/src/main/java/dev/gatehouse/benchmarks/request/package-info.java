/** A connection to a service, and the requests that log people in. Uses no other package. */
@NullMarked
package dev.gatehouse.benchmarks.request;

import org.jspecify.annotations.NullMarked;
