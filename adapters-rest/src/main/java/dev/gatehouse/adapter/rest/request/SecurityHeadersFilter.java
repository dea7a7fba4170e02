package dev.gatehouse.adapter.rest.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers what no answer of the API is for (SEC-09): to be taken for another type, to load
 * or run anything, to be shown in a frame, to share a window with another site's page, to say where
 * the reader came from (SEC-54), to be stored. A page that needs more sets its own policy in place
 * of this one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class SecurityHeadersFilter extends OncePerRequestFilter {

  /** The name of the header that says what a page may load and run. */
  public static final String POLICY = "Content-Security-Policy";

  /** The name of the header that says what other pages learn of where a reader comes from. */
  public static final String REFERRER = "Referrer-Policy";

  /**
   * The value for a page that sends a form. Without any referrer a browser says {@code Origin:
   * null}, and the form would count as one of another site (SEC-26). No path and no query is said.
   */
  public static final String ORIGIN_ALONE = "strict-origin";

  private final @Nullable String strictTransport;

  /**
   * @param strictTransport the value of the header that has browsers use https alone; null for none
   */
  SecurityHeadersFilter(@Nullable String strictTransport) {
    this.strictTransport = strictTransport;
  }

  /** The container dispatches again to have a failure answered, with the headers gone. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    protect(response);
    chain.doFilter(request, new SingleValues(response));
  }

  /** Sets the headers; for answers that come past this filter, too. */
  public void protect(HttpServletResponse response) {
    protectOverHttp(response);
    if (strictTransport != null) {
      response.setHeader("Strict-Transport-Security", strictTransport);
    }
  }

  /** Sets the headers of a port that has no public URL. */
  public static void protectOverHttp(HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(REFERRER, "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(POLICY, "default-src 'none'; frame-ancestors 'none'");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /**
   * Lets a page of ours send a form.
   *
   * @param policy what the page may load and do
   */
  public static void allowForm(String policy, HttpServletResponse response) {
    response.setHeader(POLICY, policy);
    response.setHeader(REFERRER, ORIGIN_ALONE);
  }

  /** The framework adds headers; of these a second value must replace the first. */
  private static final class SingleValues extends HttpServletResponseWrapper {

    private static final Set<String> NAMES =
        Set.of(
            POLICY.toLowerCase(Locale.ROOT),
            REFERRER.toLowerCase(Locale.ROOT),
            HttpHeaders.CACHE_CONTROL.toLowerCase(Locale.ROOT),
            HttpHeaders.RETRY_AFTER.toLowerCase(Locale.ROOT));

    SingleValues(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void addHeader(String name, String value) {
      if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        setHeader(name, value);
      } else {
        super.addHeader(name, value);
      }
    }
  }
}
