package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.application.session.IssuedSession;
import org.jspecify.annotations.Nullable;

/**
 * A login that is about to be answered.
 *
 * @param dormant whether the client has to ask the person whether the account is theirs
 * @param session null when sessions are off
 */
public record IssuedLogin(
    UserResponse user, boolean registered, boolean dormant, @Nullable IssuedSession session) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "IssuedLogin[]";
  }
}
