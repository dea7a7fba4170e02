package dev.gatehouse.application.audit;

/**
 * Where audit records are kept. Nobody changes a record that was written.
 *
 * <p>Implementations are thread-safe. {@code AuditLogContract} in the testkit is this contract as
 * tests.
 */
public interface AuditLog {

  /**
   * Takes a record, to be written soon. Never waits and never throws, even while the store cannot
   * be reached. An implementation that must give up a record counts it and says so in the log.
   *
   * <p>A store that keeps users or sessions in the same place writes the records of registrations
   * and ended sessions itself, in the transaction that registers the user or ends the session. Its
   * audit log is given these records as well, and ignores them. So each record is written once.
   */
  void record(AuditRecord entry);
}
