package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.application.operation.LongBodies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the body of every request in size and time, also if no handler reads it (SEC-29). */
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
public final class BodyLimitFilter extends OncePerRequestFilter {

  private static final String UNREAD = BodyLimitFilter.class.getName();

  private final Duration time;
  private final List<LongBodies> longer;

  /**
   * @param longer where a body may be longer
   * @param time for the whole body, from the end of the header to its last byte
   */
  BodyLimitFilter(Duration time, List<LongBodies> longer) {
    this.time = time;
    this.longer = List.copyOf(longer);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!hasBody(request)) {
      chain.doFilter(request, response);
      return;
    }
    int most = mostBytes(request.getRequestURI());
    BoundedBody body = new BoundedBody(request.getInputStream(), most, time);
    // A client that waits for leave to send the body has not sent it.
    boolean sent = request.getHeader(HttpHeaders.EXPECT) == null;
    if (request.getContentLengthLong() > most) {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
      if (sent) {
        request.setAttribute(UNREAD, body);
      }
      return;
    }
    try {
      chain.doFilter(new BoundedRequest(request, body), response);
    } catch (PayloadTooLargeException read) {
      // By a filter, whose failures no handler answers.
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
    } finally {
      if (sent) {
        body.drain();
      }
    }
  }

  private int mostBytes(String path) {
    return longer.stream()
        .filter(each -> path.startsWith(each.path()))
        .mapToInt(LongBodies::bytes)
        .findFirst()
        .orElse(BoundedBody.MAX_BYTES);
  }

  /** Whether a body was refused by its announced size. */
  public static boolean leftUnread(HttpServletRequest request) {
    return request.getAttribute(UNREAD) != null;
  }

  /** Reads over a part of such a body, so that the client can read the response. */
  public static void drain(HttpServletRequest request) {
    if (request.getAttribute(UNREAD) instanceof BoundedBody body) {
      body.drain();
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }

  private static final class BoundedRequest extends HttpServletRequestWrapper {

    private final BoundedBody body;

    BoundedRequest(HttpServletRequest request, BoundedBody body) {
      super(request);
      this.body = body;
    }

    @Override
    public BoundedBody getInputStream() {
      return body;
    }

    @Override
    public BufferedReader getReader() {
      return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }
  }
}
