/** For tests of what publishes events: an {@link InMemoryOutbox}, its contract, and a receiver. */
@NullMarked
package dev.gatehouse.testkit.event;

import org.jspecify.annotations.NullMarked;
