package dev.gatehouse.application.session;

import java.util.Objects;

/**
 * A session that goes on, with the refresh token that carries it: the one moment at which the token
 * is known here.
 */
public record IssuedSession(Session session, RefreshToken refreshToken) {

  public IssuedSession {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(refreshToken, "refreshToken");
  }
}
