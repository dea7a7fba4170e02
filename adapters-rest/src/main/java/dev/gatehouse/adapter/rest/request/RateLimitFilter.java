package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.client.ClientAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses an address that asks too often, before anything is spent on it (SEC-29). */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public final class RateLimitFilter extends OncePerRequestFilter {

  private static final String COUNTED = RateLimitFilter.class.getName();

  private final RateLimiter limiter;

  RateLimitFilter(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Counts a request that the container refuses, unless it has been counted here (SEC-40).
   *
   * @param client where it is known
   * @return empty if the limit allows it; otherwise the time, over zero, until the next may come
   */
  public Optional<Duration> countRefused(
      HttpServletRequest request, Optional<ClientAddress> client) {
    return request.getAttribute(COUNTED) == null
        ? client.flatMap(limiter::refuse)
        : Optional.empty();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    request.setAttribute(COUNTED, true);
    Optional<Duration> wait =
        limiter.refuse(ClientAddress.ofPeer(request.getRemoteAddr()).orElse(ClientAddress.UNKNOWN));
    if (wait.isPresent()) {
      response.setHeader(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(wait.get()));
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
      return;
    }
    chain.doFilter(request, response);
  }
}
