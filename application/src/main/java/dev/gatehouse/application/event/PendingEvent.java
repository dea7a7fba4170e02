package dev.gatehouse.application.event;

import java.util.Objects;
import java.util.UUID;

/**
 * An event that waits in the outbox.
 *
 * @param position in the outbox: the order in which events were stored, and of one user are sent.
 *     Usually that of what happened; a login that one replica could not store at once may come
 *     after a later one of another. {@link LoginEvent} has the time
 * @param id by which a receiver knows an event that it is sent twice
 * @param failures how often its delivery failed
 */
public record PendingEvent(long position, UUID id, int failures, LoginEvent event) {

  public PendingEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(event, "event");
  }
}
