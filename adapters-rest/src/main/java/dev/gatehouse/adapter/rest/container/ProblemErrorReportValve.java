package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.client.TraceIdFilter;
import dev.gatehouse.adapter.rest.problem.Problem;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what Tomcat refuses before it knows whose request it is: a bad request line, an oversized
 * header, an impossible host (SEC-32). Tomcat's own page would be HTML and quote the request.
 */
final class ProblemErrorReportValve extends ErrorReportValve {

  private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final TraceIdFilter traceIds;

  ProblemErrorReportValve(TraceIdFilter traceIds) {
    this.traceIds = traceIds;
  }

  /** Tomcat looks at no path parameter, and Spring fails over one with an escape that is none. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!response.isError() && MALFORMED_ESCAPE.matcher(request.getRequestURI()).find()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      response.setSuspended(false);
      report(request, response, null);
      return;
    }
    super.invoke(request, response);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    traceIds.identify(request);
    ResponseEntity<Problem> answer = Problems.answer(ProblemCode.of(response.getStatus()), request);
    try {
      response.setStatus(answer.getStatusCode().value());
      answer
          .getHeaders()
          .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
      SecurityHeadersFilter.protect(response);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(JsonMapper.shared().writeValueAsString(answer.getBody()));
        response.finishResponse();
      }
    } catch (IOException gone) {
      // Nobody is left to read the answer.
    }
  }
}
