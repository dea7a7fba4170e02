package dev.gatehouse.adapter.persistence.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * What a failure at the database means for the one who met it. Numbers are MySQL's and MariaDB's
 * (Server Error Message Reference), states are SQL's.
 */
enum DatabaseErrorKind {
  /** The database gave up this transaction for another's sake; the next one may do. */
  CONFLICT,
  /** The connection is gone, and probably all that were opened with it. */
  LOST,
  /** This server takes no writes: it is not, or no longer, the primary. */
  READ_ONLY,
  /** No connection became free or could be opened in time. */
  NO_CONNECTION,
  /** The database does not do its work, for a reason that another attempt does not change. */
  OUTAGE,
  /** The database understood and refuses: a missing table, a broken constraint. Our fault. */
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
      return NO_CONNECTION; // as the pool says it
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
