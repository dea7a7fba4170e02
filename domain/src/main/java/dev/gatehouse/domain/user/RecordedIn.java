package dev.gatehouse.domain.user;

/**
 * Where a store has recorded a change, in the transaction that made the change. The core records it
 * wherever the store has not.
 */
public enum RecordedIn {
  /** In the audit log. */
  AUDIT_LOG,
  /** Among the events for other systems. */
  EVENTS
}
