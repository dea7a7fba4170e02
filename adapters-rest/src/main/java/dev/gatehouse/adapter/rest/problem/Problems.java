package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.problem.Problem.FieldProblem;
import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.adapter.rest.request.ResponseFormat;
import dev.gatehouse.domain.identity.LoginMethod;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes the answer to a request that failed. Nothing of what caused it gets into the answer. */
public final class Problems {

  /** Where the types of problems are explained, each at its code as an anchor. */
  public static final String TYPES = "/errors";

  private static final MediaType PAGE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private static final String START_AGAIN = Problems.class.getName() + ".startAgain";

  private static final String BASE = Problems.class.getName() + ".base";
  private static final String TICKET = "ticket";
  private static final String AUTHORIZATION_URL = "authorizationUrl";

  private Problems() {}

  /** Puts a ticket into a problem that answers this request. */
  public static void noteTicket(String ticket, HttpServletRequest request) {
    request.setAttribute(Problems.class.getName() + TICKET, ticket);
  }

  /** The member of a problem for the ticket that was noted; empty if there is none. */
  static Map<String, Object> ticket(HttpServletRequest request) {
    Object noted = request.getAttribute(Problems.class.getName() + TICKET);
    return noted == null ? Map.of() : Map.of(TICKET, noted);
  }

  /** Notes where the browser that sent this request has to go now. */
  public static void noteAuthorizationPage(URI page, HttpServletRequest request) {
    request.setAttribute(Problems.class.getName() + AUTHORIZATION_URL, page);
  }

  /** The page that was noted; empty if there is none. */
  public static Optional<URI> authorizationPage(HttpServletRequest request) {
    return request.getAttribute(Problems.class.getName() + AUTHORIZATION_URL) instanceof URI page
        ? Optional.of(page)
        : Optional.empty();
  }

  /** The member of a problem for the page that was noted; empty if there is none. */
  static Map<String, Object> authorizationUrl(HttpServletRequest request) {
    return authorizationPage(request)
        .<Map<String, Object>>map(page -> Map.of(AUTHORIZATION_URL, page.toString()))
        .orElse(Map.of());
  }

  /** Lets a page of this request offer another attempt of the same kind. */
  public static void startAgainAt(URI start, HttpServletRequest request) {
    request.setAttribute(START_AGAIN, start);
  }

  /**
   * The limit that the header of a request exceeds, as an attribute of the request.
   *
   * @param words the end of the key of its words
   */
  public record HeaderLimit(String words, int value) {

    /** The name of the attribute. */
    public static final String ATTRIBUTE = HeaderLimit.class.getName();
  }

  /**
   * Where in the request a field of the credential stands: its own endpoint has no other fields.
   */
  static String pathOf(String field, HttpServletRequest request) {
    return MethodEndpoint.of(request).isPresent() ? field : "credential." + field;
  }

  /** The language that the client prefers among those that there are words in. */
  public static Locale language(HttpServletRequest request) {
    return ProblemTexts.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
  }

  /** A problem. */
  static ResponseEntity<Problem> answer(ProblemCode code, HttpServletRequest request) {
    return answer(code, HttpHeaders.EMPTY, request);
  }

  /** A problem with what is wrong with the request. */
  static ResponseEntity<Problem> answer(List<FieldError> errors, HttpServletRequest request) {
    return answer(
        ProblemCode.INVALID_REQUEST,
        errors,
        HttpHeaders.EMPTY,
        MethodEndpoint.of(request),
        request);
  }

  /** A problem with headers that belong to it. */
  public static ResponseEntity<Problem> answer(
      ProblemCode code, HttpHeaders headers, HttpServletRequest request) {
    return answer(code, List.of(), headers, MethodEndpoint.of(request), request);
  }

  /** A problem with members of its own and headers that belong to it. */
  static ResponseEntity<Problem> answer(
      ProblemCode code,
      Map<String, Object> members,
      HttpHeaders headers,
      HttpServletRequest request) {
    return answer(code, List.of(), members, headers, MethodEndpoint.of(request), request);
  }

  /** A problem with members of its own, in general words. */
  static ResponseEntity<Problem> answer(
      ProblemCode code, Map<String, Object> members, HttpServletRequest request) {
    return answer(code, members, Optional.empty(), request);
  }

  /**
   * A problem with members of its own, in the words of a login method.
   *
   * @param method an installed one; empty for the general words
   */
  static ResponseEntity<Problem> answer(
      ProblemCode code,
      Map<String, Object> members,
      Optional<LoginMethod> method,
      HttpServletRequest request) {
    return answer(code, List.of(), members, HttpHeaders.EMPTY, method, request);
  }

  /**
   * A problem in the words of a login method.
   *
   * @param method an installed one: the JVM keeps a note of every bundle that it did not find, so
   *     clients must not choose the name. Empty for the general words.
   */
  static ResponseEntity<Problem> answer(
      ProblemCode code,
      List<FieldError> errors,
      HttpHeaders headers,
      Optional<LoginMethod> method,
      HttpServletRequest request) {
    return answer(code, errors, Map.of(), headers, method, request);
  }

  private static ResponseEntity<Problem> answer(
      ProblemCode code,
      List<FieldError> errors,
      Map<String, Object> members,
      HttpHeaders headers,
      Optional<LoginMethod> method,
      HttpServletRequest request) {
    Locale language = language(request);
    boolean page = ResponseFormat.wantedBy(request) == ResponseFormat.PAGE;
    Problem translation =
        page
            ? problem(code, errors, members, headers, method, other(language), null, request)
            : null;
    Problem problem =
        problem(code, errors, members, headers, method, language, translation, request);
    // A preset content type is not negotiated: a problem is sent whatever the client accepts.
    return ResponseEntity.status(code.status())
        .headers(headers)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .contentType(page ? PAGE : MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static Locale other(Locale language) {
    return language.equals(Locale.CHINESE) ? Locale.ENGLISH : Locale.CHINESE;
  }

  private static Problem problem(
      ProblemCode code,
      List<FieldError> errors,
      Map<String, Object> members,
      HttpHeaders headers,
      Optional<LoginMethod> method,
      Locale language,
      @Nullable Problem translation,
      HttpServletRequest request) {
    return new Problem(
        base(request) + TYPES + "#" + code.code(),
        text(code.code() + ".title", language, method),
        code.status().value(),
        detail(code, errors, headers, method, language, request),
        path(request),
        code.code(),
        TraceIdFilter.of(request),
        errors.stream().map(error -> fieldProblem(error, language)).toList(),
        members,
        language,
        translation,
        startAgain(code, request));
  }

  private static String detail(
      ProblemCode code,
      List<FieldError> errors,
      HttpHeaders headers,
      Optional<LoginMethod> method,
      Locale language,
      HttpServletRequest request) {
    String key = code.code() + ".detail";
    // A page shows them below, without the name that programs read.
    if (!errors.isEmpty() && ResponseFormat.wantedBy(request) != ResponseFormat.PAGE) {
      return text(key + ".errors", language, method);
    }
    if (code == ProblemCode.HEADERS_TOO_LARGE
        && request.getAttribute(HeaderLimit.ATTRIBUTE) instanceof HeaderLimit limit) {
      return text(key + "." + limit.words(), language, method)
          .replace("{limit}", Integer.toString(limit.value()));
    }
    String seconds = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.RETRY_AFTER), "60");
    return text(key, language, method).replace("{seconds}", seconds);
  }

  private static @Nullable URI startAgain(ProblemCode code, HttpServletRequest request) {
    if (!code.endsByANewLogin()) {
      return null;
    }
    return request.getAttribute(START_AGAIN) instanceof URI start
        ? start
        : URI.create(base(request) + "/");
  }

  /** Notes the path of our pages, for a request that the container refuses. */
  public static void noteBase(String path, HttpServletRequest request) {
    request.setAttribute(BASE, path);
  }

  /** The path of our pages, as {@link dev.gatehouse.adapter.rest.client.PublicUrl#path}. */
  private static String base(HttpServletRequest request) {
    return request.getAttribute(BASE) instanceof String noted ? noted : request.getContextPath();
  }

  private static FieldProblem fieldProblem(FieldError error, Locale language) {
    String reason = error.reason().code();
    return new FieldProblem(error.field(), reason, ProblemTexts.text("reason." + reason, language));
  }

  private static String text(String key, Locale language, Optional<LoginMethod> method) {
    return method
        .map(installed -> ProblemTexts.text(key, language, installed))
        .orElseGet(() -> ProblemTexts.text(key, language));
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
