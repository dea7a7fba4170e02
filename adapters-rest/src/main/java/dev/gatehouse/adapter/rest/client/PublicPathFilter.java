package dev.gatehouse.adapter.rest.client;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the path of the public URL the context path of each request under it. The context of the
 * container has none, because another port of the same container does not answer under the path. No
 * header of a request says what the path is (SEC-28).
 *
 * <p>The metadata of the issuer is also found outside the path: RFC 8414, section 3.1, puts the
 * path of an issuer behind the well-known name.
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
    chain.doFilter(underPath(request, requested), response);
  }

  private HttpServletRequest underPath(HttpServletRequest request, String requested) {
    if (requested.startsWith(path + "/")) {
      return new RequestUnderPath(
          request, requested, () -> request.getServletPath().substring(path.length()));
    }
    return PublicUrl.metadataAt(requested, path)
        .<HttpServletRequest>map(
            address -> new RequestUnderPath(request, path + address, () -> address))
        .orElse(request);
  }

  /** The same request as if it had been sent to an address within the context. */
  private final class RequestUnderPath extends HttpServletRequestWrapper {

    private final String uri;
    private final Supplier<String> address;

    RequestUnderPath(HttpServletRequest request, String uri, Supplier<String> address) {
      super(request);
      this.uri = uri;
      this.address = address;
    }

    @Override
    public String getRequestURI() {
      return uri;
    }

    @Override
    public String getContextPath() {
      return path;
    }

    @Override
    public String getServletPath() {
      return address.get();
    }
  }
}
