package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.problem.Problem.FieldProblem;
import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.domain.identity.LoginMethod;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes the answer to a request that failed. Nothing of what caused it gets into the answer. */
public final class Problems {

  /** Where the types of problems are explained, each at its code as an anchor. */
  public static final String TYPES = "/errors";

  private static final String METHOD = LoginMethod.class.getName();
  private static final String BARE_CREDENTIAL = Problems.class.getName();

  private Problems() {}

  /** Lets the words of this login method be used if the request ends badly. */
  public static void remember(LoginMethod method, HttpServletRequest request) {
    request.setAttribute(METHOD, method);
  }

  /** Ends what {@link #remember} began. */
  static void forget(HttpServletRequest request) {
    request.removeAttribute(METHOD);
  }

  /** Lets the fields of a credential be named without a path: it is the whole body. */
  public static void expectBareCredential(HttpServletRequest request) {
    request.setAttribute(BARE_CREDENTIAL, true);
  }

  /** Where in the request a field of the credential stands. */
  static String pathOf(String field, HttpServletRequest request) {
    return request.getAttribute(BARE_CREDENTIAL) == null ? "credential." + field : field;
  }

  /** The language of whoever sent a request. */
  public static Locale language(HttpServletRequest request) {
    return ProblemTexts.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  /** A problem in general words. */
  public static ResponseEntity<Problem> answer(ProblemCode code, HttpServletRequest request) {
    return answer(code, List.of(), HttpHeaders.EMPTY, request);
  }

  /** A problem with what is wrong with the request. */
  static ResponseEntity<Problem> answer(List<FieldError> errors, HttpServletRequest request) {
    return answer(ProblemCode.INVALID_REQUEST, errors, HttpHeaders.EMPTY, request);
  }

  /** A problem with headers that belong to it. */
  static ResponseEntity<Problem> answer(
      ProblemCode code, HttpHeaders headers, HttpServletRequest request) {
    return answer(code, List.of(), headers, request);
  }

  private static ResponseEntity<Problem> answer(
      ProblemCode code, List<FieldError> errors, HttpHeaders headers, HttpServletRequest request) {
    Locale language = language(request);
    Problem problem =
        new Problem(
            TYPES + "#" + code.code(),
            text(code, ".title", language, request),
            code.status().value(),
            text(code, ".detail", language, request),
            path(request),
            code.code(),
            TraceIdFilter.of(request),
            errors.stream().map(error -> fieldProblem(error, language)).toList());
    // A preset content type is not negotiated: a problem is sent whatever the client accepts.
    return ResponseEntity.status(code.status())
        .headers(headers)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static FieldProblem fieldProblem(FieldError error, Locale language) {
    String reason = error.reason().code();
    return new FieldProblem(error.field(), reason, ProblemTexts.text("reason." + reason, language));
  }

  /**
   * Only a method that is installed is asked for words: the JVM keeps a note of every bundle that
   * it did not find, and clients could make up names without end.
   */
  private static String text(
      ProblemCode code, String part, Locale language, HttpServletRequest request) {
    String key = code.code() + part;
    return code != ProblemCode.UNKNOWN_LOGIN_METHOD
            && request.getAttribute(METHOD) instanceof LoginMethod method
        ? ProblemTexts.text(key, language, method)
        : ProblemTexts.text(key, language);
  }

  /** The path alone: a query may hold a code. */
  private static String path(HttpServletRequest request) {
    Object forwardedFrom = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (forwardedFrom instanceof String original) {
      return original;
    }
    // None, or no path, where not even that could be understood.
    String path = request.getRequestURI();
    return path != null && path.startsWith("/") ? path : "/";
  }
}
