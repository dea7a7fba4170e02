package dev.gatehouse.adapter.persistence;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions whose first failure is the one that is reported. A connection that was lost cannot
 * roll back, and need not: the server does so by itself.
 *
 * <p>Not built on the newer {@code JdbcTransactionManager}, which answers a failed commit with a
 * rollback and reports that.
 */
final class Transactions extends DataSourceTransactionManager {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(Transactions.class);

  Transactions(DataSource dataSource) {
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
