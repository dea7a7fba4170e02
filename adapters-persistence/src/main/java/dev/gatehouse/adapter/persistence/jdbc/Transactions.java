package dev.gatehouse.adapter.persistence.jdbc;

import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs work at one database, each call in its own transaction. Thread-safe. */
public final class Transactions {

  private static final Logger log = LoggerFactory.getLogger(Transactions.class);

  private final TransactionTemplate template;

  /** With the database's default isolation level. */
  public Transactions(DataSource dataSource) {
    this(dataSource, TransactionDefinition.ISOLATION_DEFAULT);
  }

  /**
   * @param isolation a level of {@link TransactionDefinition}
   */
  Transactions(DataSource dataSource, int isolation) {
    this.template = new TransactionTemplate(new Manager(dataSource));
    template.setIsolationLevel(isolation);
  }

  /**
   * Runs the work and commits.
   *
   * @param work is rolled back if it throws or marks the given status
   * @return what the work returned
   * @throws org.springframework.dao.DataAccessException if a statement fails
   * @throws TransactionException if the transaction cannot be begun or committed
   */
  public <R> R call(Function<TransactionStatus, R> work) {
    return Objects.requireNonNull(template.execute(work::apply), "result");
  }

  /** Does something once the transaction of this thread is committed, and only then. */
  public static void afterCommit(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }

  /**
   * Throws the first failure of a transaction. A lost connection cannot roll back; the server does
   * so by itself.
   *
   * <p>{@code JdbcTransactionManager} would not do: after a failed commit it rolls back and throws
   * the failure of the rollback.
   */
  private static final class Manager extends DataSourceTransactionManager {

    private static final long serialVersionUID = 1L;

    Manager(DataSource dataSource) {
      super(dataSource);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
      try {
        super.doRollback(status);
      } catch (TransactionException e) {
        log.debug("No rollback on a connection that is gone", e);
      }
    }
  }
}
