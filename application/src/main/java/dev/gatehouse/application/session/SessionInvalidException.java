package dev.gatehouse.application.session;

/**
 * A request whose access or refresh token is missing, forged, expired or ended. Which of them is
 * not said to the client.
 */
public final class SessionInvalidException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SessionInvalidException() {
    super("session invalid");
  }
}
