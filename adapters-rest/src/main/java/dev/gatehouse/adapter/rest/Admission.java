package dev.gatehouse.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.application.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/**
 * What somebody gets who is in.
 *
 * @param body for whoever reads JSON
 * @param cookies for a browser; none when sessions are off
 * @param session null when sessions are off
 */
record Admission(LoginAnswer body, List<ResponseCookie> cookies, @Nullable SessionId session) {

  /**
   * The body of a login that succeeded.
   *
   * @param session absent when sessions are off
   */
  record LoginAnswer(
      UserAnswer user,
      boolean registered,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SessionAnswer session) {}

  /** The answer to whoever reads JSON. */
  ResponseEntity<LoginAnswer> answer() {
    return ResponseEntity.status(body.registered() ? HttpStatus.CREATED : HttpStatus.OK)
        .cacheControl(CacheControl.noStore())
        .body(body);
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "Admission[]";
  }
}
