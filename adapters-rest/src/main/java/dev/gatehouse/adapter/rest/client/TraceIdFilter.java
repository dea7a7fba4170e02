package dev.gatehouse.adapter.rest.client;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that its problem and its log lines share: 32 hexadecimal digits, the
 * form of W3C Trace Context. Where requests are traced it is the trace's, which may go on from a
 * client's {@code traceparent}; otherwise nothing of it comes from the client.
 */
// After Boot's filter at +1, which begins the trace and notes its id for the log.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
public final class TraceIdFilter extends OncePerRequestFilter {

  private static final String NAME = "traceId";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  TraceIdFilter() {}

  /** The id of the request; empty before it has one. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(NAME) instanceof String id ? id : "";
  }

  /** The container dispatches again to have a failure answered, sometimes for the first time. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** Gives a request its id, unless it has one, and says which. */
  public String identify(HttpServletRequest request) {
    if (of(request).isEmpty()) {
      String traced = MDC.get(NAME);
      request.setAttribute(NAME, traced != null && ID.matcher(traced).matches() ? traced : newId());
    }
    return of(request);
  }

  private static String newId() {
    // Need not be hard to guess.
    RandomGenerator random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try (MDC.MDCCloseable _ = MDC.putCloseable(NAME, identify(request))) {
      chain.doFilter(request, response);
    }
  }
}
