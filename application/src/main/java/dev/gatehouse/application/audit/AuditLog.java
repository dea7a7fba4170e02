package dev.gatehouse.application.audit;

/**
 * Where audit records are kept. No record is changed once it is written.
 *
 * <p>Implementations are thread-safe. {@code AuditLogContract} in the testkit is this contract as
 * tests.
 */
public interface AuditLog {

  /**
   * Takes a record, to be written soon. Never waits and never throws, even while the store cannot
   * be reached. An implementation that must give up a record counts it and says so in the log.
   *
   * <p>A store that keeps users in the same place can write the records of its changes itself, in
   * the transaction of the change. It says so in its result, and the core does not give these
   * records to the audit log. So each record is written once.
   */
  void record(AuditRecord entry);
}
