package dev.gatehouse.adapter.rest.session;

/**
 * A session as clients get it.
 *
 * @param expiresIn for how many seconds the access token is good
 */
record SessionResponse(String accessToken, String tokenType, long expiresIn, String refreshToken) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "SessionResponse[]";
  }
}
