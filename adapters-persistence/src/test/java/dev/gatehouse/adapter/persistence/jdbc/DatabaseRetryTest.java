package dev.gatehouse.adapter.persistence.jdbc;

import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.testkit.operation.StorageRetryContract;
import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;

class DatabaseRetryTest extends StorageRetryContract {

  @Override
  protected StorageRetry retry() {
    return new DatabaseRetry();
  }

  @Override
  protected RuntimeException lostConnection() {
    return failure("08S01", 0);
  }

  /** The disk is full. */
  @Override
  protected RuntimeException outage() {
    return failure("HY000", 1021);
  }

  private static RuntimeException failure(String state, int code) {
    return new DataAccessResourceFailureException("", new SQLException("", state, code));
  }
}
