package dev.gatehouse.adapter.rest.client;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the path of the public URL the context path of each request under it. The context of the
 * container has none, because another port of the same container does not answer under the path. No
 * header of a request says what the path is (SEC-28).
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class PublicPathFilter extends OncePerRequestFilter {

  private final String path;

  PublicPathFilter(PublicUrl publicUrl) {
    this.path = publicUrl.path();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return path.isEmpty();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String requested = request.getRequestURI();
    if (requested.equals(path)) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader(HttpHeaders.LOCATION, path + "/");
      return;
    }
    chain.doFilter(
        requested.startsWith(path + "/") ? new RequestUnderPath(request, path) : request, response);
  }

  private static final class RequestUnderPath extends HttpServletRequestWrapper {

    private final String path;

    RequestUnderPath(HttpServletRequest request, String path) {
      super(request);
      this.path = path;
    }

    @Override
    public String getContextPath() {
      return path;
    }

    @Override
    public String getServletPath() {
      return super.getServletPath().substring(path.length());
    }
  }
}
