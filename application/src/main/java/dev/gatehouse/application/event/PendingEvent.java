package dev.gatehouse.application.event;

import java.util.Objects;
import java.util.UUID;

/**
 * An event that waits in the outbox.
 *
 * @param position in the outbox; of two events of one user the later one has the higher
 * @param id by which a receiver knows an event that it is sent twice
 * @param failures how often its delivery failed
 */
public record PendingEvent(long position, UUID id, int failures, LoginEvent event) {

  public PendingEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(event, "event");
  }
}
