package dev.gatehouse.adapter.persistence.session;

import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows that are written in the transaction in which sessions end: all are there, or none. */
public interface SessionEndWriter {

  /** Writes one for each of so many sessions of a user, on the connection of the transaction. */
  void write(JdbcOperations jdbc, Instant at, UserId user, SessionEnd why, int sessions);
}
