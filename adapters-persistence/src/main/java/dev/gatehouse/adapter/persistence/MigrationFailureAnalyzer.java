package dev.gatehouse.adapter.persistence;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a start that failed at the database. Flyway's own message quotes the URL, and with it
 * perhaps a password.
 */
final class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
    SQLException sql = findCause(cause, SQLException.class);
    String reason = sql == null ? cause.getClass().getSimpleName() : sql.getMessage();
    return new FailureAnalysis(
        "the database cannot be reached or migrated (" + reason + ")",
        "Check spring.datasource.url, .username and .password, and that the database is up.",
        rootFailure);
  }
}
