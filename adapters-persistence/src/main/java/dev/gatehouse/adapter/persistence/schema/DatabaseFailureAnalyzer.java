package dev.gatehouse.adapter.persistence.schema;

import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.dao.DataAccessException;

/**
 * Explains a start that failed at the database. Flyway's own message quotes the URL, and with it
 * perhaps a password.
 */
final class DatabaseFailureAnalyzer implements FailureAnalyzer {

  /** Denied to this account: a database 1044, a statement on a table 1142, a privilege 1227. */
  private static final Set<Integer> DENIALS = Set.of(1044, 1142, 1227);

  private static final int UNKNOWN_DATABASE = 1049;

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    SchemaException schema = find(SchemaException.class, failure);
    if (schema != null) {
      return new FailureAnalysis(schema.getMessage(), null, failure);
    }
    Throwable database = find(FlywayException.class, failure);
    if (database == null) {
      database = find(DataAccessException.class, failure);
    }
    if (database == null) {
      return null;
    }
    SQLException sql = find(SQLException.class, database);
    if (sql != null && DENIALS.contains(sql.getErrorCode())) {
      return new FailureAnalysis(
          "the database schema is not up to date, and this account may not change it.",
          "Run 'java -jar gatehouse.jar migrate' with an account that may (docs/database.md).",
          failure);
    }
    String reason = sql == null ? database.getClass().getSimpleName() : sql.getMessage();
    return new FailureAnalysis(
        "the database cannot be used or migrated (" + reason + ").",
        sql == null || isUnreachable(sql)
            ? "Check spring.datasource.url, .username and .password, and that the database is up."
            : "The database refused a statement: the reason above names what is in its way"
                + " (docs/database.md).",
        failure);
  }

  /** No connection (class 08), or an account or database that does not exist (class 28, 42000). */
  private static boolean isUnreachable(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("28")
        || failure.getErrorCode() == UNKNOWN_DATABASE;
  }

  /** What to say of a database to which there is no way. */
  static SchemaException unreachable(SQLException failure) {
    if (find(SSLException.class, failure) != null
        || find(GeneralSecurityException.class, failure) != null) {
      return new SchemaException(
          "the certificate of MySQL cannot be verified. Name its CA in spring.datasource.url"
              + " (trustCertificateKeyStoreUrl=file:…) or, where you trust the network, say"
              + " sslMode=REQUIRED there (docs/database.md).");
    }
    if (DENIALS.contains(failure.getErrorCode())) {
      return new SchemaException(
          "the account may not use the database ("
              + failure.getMessage()
              + "). Grant it the rights (docs/database.md), or correct the database in"
              + " spring.datasource.url.");
    }
    return new SchemaException(
        "the database cannot be reached ("
            + failure.getMessage()
            + (isUnreachable(failure)
                ? "). Check spring.datasource.url, .username and .password, and that the database is"
                    + " up."
                : ")."));
  }

  private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
