package dev.gatehouse.adapter.persistence.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * What a failure at the database means for the caller. Numbers are MySQL's and MariaDB's (Server
 * Error Message Reference), states are SQL's.
 */
enum DatabaseErrorKind {
  /**
   * The database rolled back this transaction because of another one. Another attempt may succeed.
   */
  CONFLICT,
  /** The connection is lost, and the other connections probably are too. */
  LOST,
  /** The server accepts no writes: it is not the primary, or no longer. */
  READ_ONLY,
  /** No connection became free or could be opened in time. */
  NO_CONNECTION,
  /** The database does not work, and another attempt does not help. */
  OUTAGE,
  /** The database refuses the statement: a missing table, a broken constraint. A defect of ours. */
  DEFECT;

  /**
   * Besides SQL state 40: lock wait time-out 1205, deadlock 1213, failed commit 1180, rolled back
   * by a plug-in such as the certification of Group Replication 3101, row changed since the
   * snapshot (MariaDB) 1020; H2's lock time-out and concurrent update.
   */
  private static final Set<Integer> CONFLICTS = Set.of(1205, 1213, 1180, 3101, 1020, 50200, 90131);

  /** Server shutting down 1053, connection killed 1927 (MariaDB), killed for being idle 4031. */
  private static final Set<Integer> LOSSES = Set.of(1053, 1927, 4031);

  /** --read-only 1290, read-only mode 1836, refused by a replication hook 3100. */
  private static final Set<Integer> READ_ONLIES = Set.of(1290, 1836, 3100);

  static DatabaseErrorKind of(RuntimeException failure) {
    SQLException sql = sqlCause(failure);
    if (sql instanceof SQLTransientConnectionException
        && sql.getClass() == SQLTransientConnectionException.class) {
      return NO_CONNECTION; // thrown by the pool
    }
    if (sql != null) {
      String state = sql.getSQLState() == null ? "" : sql.getSQLState();
      if (READ_ONLIES.contains(sql.getErrorCode())) {
        return READ_ONLY;
      }
      if (CONFLICTS.contains(sql.getErrorCode()) || state.startsWith("40")) {
        return CONFLICT;
      }
      if (LOSSES.contains(sql.getErrorCode()) || state.startsWith("08")) {
        return LOST;
      }
    }
    return switch (failure) {
      case InvalidDataAccessResourceUsageException _,
          InvalidDataAccessApiUsageException _,
          DataIntegrityViolationException _ ->
          DEFECT;
      default -> OUTAGE;
    };
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
