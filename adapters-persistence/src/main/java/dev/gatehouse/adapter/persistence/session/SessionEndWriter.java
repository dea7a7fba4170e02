package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes further rows in the transaction that ends sessions. */
public interface SessionEndWriter {

  /** Writes one row for each ended session of a user, on the connection of the transaction. */
  void write(JdbcOperations jdbc, Instant at, UserId user, SessionEndReason why, int sessions);
}
