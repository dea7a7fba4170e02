package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.application.session.OpenedSession;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is in.
 *
 * @param session null when sessions are off
 */
public record Admission(UserAnswer user, boolean registered, @Nullable OpenedSession session) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "Admission[]";
  }
}
