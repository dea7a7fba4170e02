package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.page.ProblemPage;
import dev.gatehouse.adapter.rest.problem.Problem;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.problem.Problems.HeaderLimit;
import dev.gatehouse.adapter.rest.request.BodyLimitFilter;
import dev.gatehouse.adapter.rest.request.RetryAfter;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before it knows whose request it is: a bad request line, an oversized
 * header, an impossible host (SEC-32). Tomcat's own page would be HTML and quote the request. Also
 * refuses what Tomcat would pass on and other parts of a system read differently.
 */
final class ProblemErrorReportValve extends ErrorReportValve {

  private static final Pattern SEMICOLON = Pattern.compile(";|%3[Bb]");

  private final TraceIdFilter traceIds;
  private final Function<HttpServletRequest, Optional<Duration>> rateLimit;
  private final Consumer<HttpServletResponse> protection;
  private final Predicate<Request> misplaced;
  private final ProblemPage problemPage;
  private final String path;

  /**
   * @param path of the public URL, under which problems are explained; empty for none
   * @param rateLimit counts a request that is refused here; the time to wait if there were too many
   * @param protection sets the headers that every answer has
   * @param misplaced whether nothing is served to a request because of its path and the port that
   *     it came to
   */
  ProblemErrorReportValve(
      String path,
      TraceIdFilter traceIds,
      Function<HttpServletRequest, Optional<Duration>> rateLimit,
      Consumer<HttpServletResponse> protection,
      ProblemPage problemPage,
      Predicate<Request> misplaced) {
    this.protection = protection;
    this.problemPage = problemPage;
    this.path = path;
    this.traceIds = traceIds;
    this.rateLimit = rateLimit;
    this.misplaced = misplaced;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Problems.noteBase(path, request);
    reduceLanguages(request);
    if (hasSemicolon(request) || (!response.isError() && hasNoVersion(request))) {
      // Spring decodes what follows a semicolon, which Tomcat has not, and may fail.
      refuse(
          response.isError() ? response.getStatus() : HttpServletResponse.SC_BAD_REQUEST,
          request,
          response);
      return;
    }
    if (!response.isError() && misplaced.test(request)) {
      refuse(HttpServletResponse.SC_NOT_FOUND, request, response);
      return;
    }
    super.invoke(request, response);
    if (BodyLimitFilter.leftUnread(request)) {
      // First the answer: the client may be sending for as long as it likes.
      response.finishResponse();
      BodyLimitFilter.drain(request);
    }
  }

  private void refuse(int status, Request request, Response response) throws IOException {
    response.sendError(status);
    response.setSuspended(false);
    report(request, response, null);
  }

  /** HTTP/0.9, in which an answer would have no status. */
  private static boolean hasNoVersion(Request request) {
    return request.getProtocol() != null && request.getProtocol().isEmpty();
  }

  /**
   * Proxies and caches read {@code /v1/me;a.css} as another path than this service does, and some
   * decode the semicolon first. No address of ours has one.
   */
  private static boolean hasSemicolon(Request request) {
    // None if the request line was refused.
    String path = request.getRequestURI();
    return path != null && SEMICOLON.matcher(path).find();
  }

  /**
   * Leaves of {@code Accept-Language} the one language that is answered in: Tomcat and Spring parse
   * the header at a cost that is not linear, and fail for some values (SEC-35, SEC-39).
   */
  private static void reduceLanguages(Request request) {
    MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
    if (headers.getValue(HttpHeaders.ACCEPT_LANGUAGE) != null) {
      String language = Problems.language(request).getLanguage();
      headers.removeHeader(HttpHeaders.ACCEPT_LANGUAGE);
      headers.addValue(HttpHeaders.ACCEPT_LANGUAGE).setString(language);
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    traceIds.identify(request);
    ResponseEntity<Problem> answer =
        answer(
            request.getAttribute(HeaderLimit.ATTRIBUTE) == null
                ? ProblemCode.of(response.getStatus())
                : ProblemCode.HEADERS_TOO_LARGE,
            request);
    Problem problem = Objects.requireNonNull(answer.getBody(), "problem");
    boolean page = MediaType.TEXT_HTML.includes(answer.getHeaders().getContentType());
    try {
      response.setStatus(answer.getStatusCode().value());
      protection.accept(response);
      answer
          .getHeaders()
          .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
      if (page) {
        response.setHeader(SecurityHeadersFilter.POLICY, problemPage.policy(problem));
      }
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        if (hasNoVersion(request)) {
          writer.write(head(response));
        }
        writer.write(
            page ? problemPage.of(problem) : JsonMapper.shared().writeValueAsString(problem));
        response.finishResponse();
      }
    } catch (IOException gone) {
      // The client has closed the connection.
    }
  }

  private ResponseEntity<Problem> answer(ProblemCode code, Request request) {
    Optional<Duration> wait = rateLimit.apply(request);
    HttpHeaders headers = new HttpHeaders();
    wait.ifPresent(time -> headers.set(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(time)));
    return Problems.answer(wait.isPresent() ? ProblemCode.RATE_LIMITED : code, headers, request);
  }

  /** What Tomcat writes before the body to every client but one of HTTP/0.9. */
  private static String head(Response response) {
    StringBuilder head =
        new StringBuilder("HTTP/1.1 ").append(response.getStatus()).append(" \r\n");
    for (String name : response.getHeaderNames()) {
      head.append(name).append(": ").append(response.getHeader(name)).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }
}
