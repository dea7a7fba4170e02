package dev.gatehouse.adapter.persistence.outbox;

import dev.gatehouse.application.event.PendingEvent;

/** A row of the table {@code outbox_event} as it was read. */
sealed interface OutboxRow {

  /** An event. */
  record Event(PendingEvent event) implements OutboxRow {}

  /**
   * What this version of the service can make no sense of.
   *
   * @param what it is and why, for the log
   */
  record Unreadable(long position, String what) implements OutboxRow {}
}
