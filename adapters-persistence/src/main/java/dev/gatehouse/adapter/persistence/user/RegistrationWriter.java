package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes a further row in the transaction of a registration. */
public interface RegistrationWriter {

  /** Writes the row on the connection of the transaction. */
  void write(JdbcOperations jdbc, Instant at, UserId user, LoginMethod method);
}
