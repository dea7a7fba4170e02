package dev.gatehouse.adapter.persistence.audit;

import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.adapter.persistence.jdbc.MultiRowInsert;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Uuids;
import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Audit records as rows of the table {@code audit_log}. Only ever added. Thread-safe. */
final class AuditRows implements ChangeRecorder {

  static final String TABLE = "audit_log";

  private static final MultiRowInsert INSERTION =
      new MultiRowInsert(
          TABLE,
          "id",
          "at",
          "event",
          "outcome",
          "user_id",
          "login_method",
          "channel",
          "address",
          "trace_id");

  private final RandomGenerator random;

  /**
   * @param random thread-safe; need not be hard to guess
   */
  AuditRows(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public RecordedIn where() {
    return RecordedIn.AUDIT_LOG;
  }

  @Override
  public void record(JdbcOperations jdbc, Instant at, SessionEnd end) {
    insert(jdbc, AuditRecord.of(end, at));
  }

  @Override
  public void record(JdbcOperations jdbc, AccountChange change) {
    insert(jdbc, List.of(AuditRecord.of(change)));
  }

  /** Adds records, all or none. */
  void insert(JdbcOperations jdbc, List<AuditRecord> records) {
    INSERTION.insert(jdbc, rows(records));
  }

  /** The records as rows, each with its id, to be added once however often that is tried. */
  List<@Nullable Object[]> rows(List<AuditRecord> records) {
    return records.stream().map(this::row).toList();
  }

  static MultiRowInsert insertion() {
    return INSERTION;
  }

  private @Nullable Object[] row(AuditRecord each) {
    UserId user = each.user();
    LoginMethod method = each.method();
    ClientInfo client = each.client();
    return new @Nullable Object[] {
      Uuids.stored(Uuids.version7(each.at(), random)),
      Timestamps.stored(each.at()),
      each.event().word(),
      each.outcome(),
      user == null ? null : user.value(),
      method == null ? null : method.code(),
      each.channel(),
      client.address().isEmpty() ? null : client.address(),
      client.traceId().isEmpty() ? null : client.traceId()
    };
  }
}
