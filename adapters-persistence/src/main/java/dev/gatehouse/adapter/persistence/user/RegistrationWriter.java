package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;

/** A row that is written in the transaction of a registration: both are there, or neither. */
public interface RegistrationWriter {

  /** Writes it, on the connection of the transaction. */
  void write(JdbcOperations jdbc, Instant at, UserId user, LoginMethod method);
}
