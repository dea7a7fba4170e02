package dev.gatehouse.adapter.rest;

/**
 * A request whose access or refresh token is missing, forged, expired or ended. Which of them is
 * not said, and not known here either.
 */
final class SessionInvalidException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SessionInvalidException() {
    super("session invalid");
  }
}
