package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.user.UserId;

/** With what a request shows on whose behalf it is made. */
sealed interface ShownToken {

  /** An access token that was found good. */
  record Access(UserId user, SessionId session) implements ShownToken {}

  /** The refresh token in a browser's cookie, not yet looked up. */
  record Cookie(RefreshToken token) implements ShownToken {}
}
