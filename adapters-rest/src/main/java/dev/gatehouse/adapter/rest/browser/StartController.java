package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/logins/{method}/start}: begin in a browser. */
@RestController
final class StartController {

  private final Starts starts;
  private final AttemptCookies cookies;

  StartController(Starts starts, AttemptCookies cookies) {
    this.starts = starts;
    this.cookies = cookies;
  }

  @GetMapping("/v1/logins/{method}/start")
  ResponseEntity<?> start(
      @PathVariable String method, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, HttpRequestMethodNotSupportedException {
    StartedLogin begun = starts.begin(method, Consent.WHEN_NEEDED, request);
    cookies.begin(begun.attempt(), request, response);
    return starts.answer(begun, request);
  }
}
