package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.application.account.AccountChange;
import org.springframework.jdbc.core.JdbcOperations;

/** A row that is written in the transaction of a change: both are there, or neither. */
public interface AccountChangeWriter {

  /** Writes it, on the connection of the transaction. */
  void write(JdbcOperations jdbc, AccountChange change);
}
