package dev.gatehouse.application.audit;

/**
 * Where audit records are kept; nobody changes one that was written.
 *
 * <p>Implementations are thread-safe. {@code AuditLogContract} in the testkit is this contract as
 * tests.
 */
public interface AuditLog {

  /**
   * Takes a record to be written soon. Never waits, not even for a store that is away, and never
   * fails: an implementation that must give up a record counts it and says so in the log.
   *
   * <p>A store that keeps users or sessions in the same place writes the records of registrations
   * and ended sessions itself, in the transactions that they are about; its log, to which they are
   * handed like all others, then passes over these. Each is written once.
   */
  void record(AuditRecord entry);
}
