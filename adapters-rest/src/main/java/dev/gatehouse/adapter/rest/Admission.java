package dev.gatehouse.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * What somebody gets who is in.
 *
 * @param body for whoever reads JSON
 * @param cookies for a browser; none when sessions are off
 */
record Admission(LoginAnswer body, List<ResponseCookie> cookies) {

  /**
   * The body of a login that succeeded.
   *
   * @param session absent when sessions are off
   */
  record LoginAnswer(
      UserAnswer user,
      boolean registered,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SessionAnswer session) {}

  /** Shows no secret. */
  @Override
  public String toString() {
    return "Admission[]";
  }
}
