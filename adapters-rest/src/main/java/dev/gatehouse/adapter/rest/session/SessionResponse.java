package dev.gatehouse.adapter.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients get it.
 *
 * @param expiresIn for how many seconds the access token is good
 * @param refreshToken absent if the client keeps it in a cookie, where no script can read it
 */
record SessionResponse(
    String accessToken,
    String tokenType,
    long expiresIn,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refreshToken) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "SessionResponse[]";
  }
}
