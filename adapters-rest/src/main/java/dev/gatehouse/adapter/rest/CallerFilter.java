package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.audit.Caller;
import dev.gatehouse.application.audit.Circumstances;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets audit records say from where and in which request something was done (SEC-31). */
@Order(Ordered.HIGHEST_PRECEDENCE + 11)
final class CallerFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Caller caller = new Caller(request.getRemoteAddr(), TraceIdFilter.of(request));
    Optional<ServletException> failure =
        Circumstances.with(caller, () -> passOn(request, response, chain));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Of its two kinds of failure one is answered, because a scoped value lets one through. */
  private static Optional<ServletException> passOn(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    try {
      chain.doFilter(request, response);
      return Optional.empty();
    } catch (ServletException e) {
      return Optional.of(e);
    }
  }
}
