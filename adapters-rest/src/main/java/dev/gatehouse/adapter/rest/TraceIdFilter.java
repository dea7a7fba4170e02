package dev.gatehouse.adapter.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that its problem and its log lines share: 32 hexadecimal digits, the
 * form of W3C Trace Context. Never taken from the client, who could otherwise write into our log.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceIdFilter extends OncePerRequestFilter {

  private static final String NAME = "traceId";

  private final Random random;

  /**
   * @param random thread-safe; need not be hard to guess
   */
  TraceIdFilter(Random random) {
    this.random = random;
  }

  /** The id of the request. */
  static String of(HttpServletRequest request) {
    return request.getAttribute(NAME) instanceof String id ? id : "";
  }

  /** The container dispatches again to have a failure answered, sometimes for the first time. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  /** Gives a request its id, unless it has one, and says which. */
  String identify(HttpServletRequest request) {
    if (of(request).isEmpty()) {
      request.setAttribute(NAME, newId());
    }
    return of(request);
  }

  private String newId() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    MDC.put(NAME, identify(request));
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(NAME);
    }
  }
}
