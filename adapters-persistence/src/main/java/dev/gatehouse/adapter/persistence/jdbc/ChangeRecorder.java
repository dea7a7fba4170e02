package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.domain.user.RecordedIn;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/** Records what a store changes, on the connection of the transaction that makes the change. */
public interface ChangeRecorder {

  /** Where it records. */
  RecordedIn where();

  /** Records the change of an account. */
  void record(JdbcOperations jdbc, AccountChange change);

  /** Records the end of sessions of one user. Does nothing if the end of a session is no record. */
  default void record(JdbcOperations jdbc, Instant at, SessionEnd end) {}

  /** The places of recorders. */
  static Set<RecordedIn> places(List<ChangeRecorder> recorders) {
    return recorders.stream().map(ChangeRecorder::where).collect(Collectors.toUnmodifiableSet());
  }
}
