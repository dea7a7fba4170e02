package dev.gatehouse.adapter.rest.session;

/**
 * A request whose access or refresh token is missing, forged, expired or ended. Which of them is
 * not said, and not known here either.
 */
public final class SessionInvalidException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SessionInvalidException() {
    super("session invalid");
  }
}
