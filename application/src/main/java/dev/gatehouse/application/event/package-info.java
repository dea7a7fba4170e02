/**
 * What other systems are told of: that somebody registered, that somebody logged in. The events,
 * the port that takes them, the outbox in which they wait, and the relay that delivers them.
 */
@NullMarked
package dev.gatehouse.application.event;

import org.jspecify.annotations.NullMarked;
