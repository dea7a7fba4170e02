/**
 * Limits on messages and guesses: what is counted, for how long, and what happens beyond a limit.
 * All replicas share the counts.
 */
@NullMarked
package dev.gatehouse.adapter.phone.limit;

import org.jspecify.annotations.NullMarked;
