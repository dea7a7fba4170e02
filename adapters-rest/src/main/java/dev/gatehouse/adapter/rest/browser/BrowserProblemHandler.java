package dev.gatehouse.adapter.rest.browser;

import dev.gatehouse.adapter.rest.page.ProblemPage;
import dev.gatehouse.adapter.rest.page.SignInPageController;
import dev.gatehouse.adapter.rest.problem.Problem;
import dev.gatehouse.adapter.rest.problem.ProblemHandler;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Answers failures where there may be a person in front of a browser: with the same problem as
 * everywhere, as a page if one is wanted.
 */
@RestControllerAdvice(
    assignableTypes = {StartController.class, CallbackController.class, SignInPageController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrowserProblemHandler {

  private static final String START_AGAIN = BrowserProblemHandler.class.getName();
  private static final URI HOME = URI.create("/");

  private final ProblemHandler problems;

  BrowserProblemHandler(ProblemHandler problems) {
    this.problems = problems;
  }

  /** Lets a page of this request offer another attempt of the same kind. */
  static void offerToStartAgain(LoginAttempt attempt, HttpServletRequest request) {
    request.setAttribute(
        START_AGAIN,
        UriComponentsBuilder.fromPath("/v1/logins/{method}/start")
            .queryParam(RedirectIdentityProvider.CHANNEL, "{channel}")
            .queryParam("returnTo", "{returnTo}")
            .encode()
            .buildAndExpand(attempt.method(), attempt.channel(), attempt.returnTo())
            .toUri());
  }

  @ExceptionHandler
  ResponseEntity<?> answer(
      Exception failure, HttpServletRequest request, HttpServletResponse response) {
    ResponseEntity<Problem> problem = problems.answer(failure, request);
    if (ResponseFormat.wantedBy(request) != ResponseFormat.PAGE) {
      return problem;
    }
    URI startAgain = request.getAttribute(START_AGAIN) instanceof URI uri ? uri : HOME;
    return ProblemPage.answer(problem, startAgain, request, response);
  }
}
