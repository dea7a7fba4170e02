package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Tells what another site had a browser send (SEC-26). Browsers say so in headers that no page can
 * set. A client that sends neither is no browser of today, and SameSite is what is left.
 */
public final class CrossSite {

  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final String origin;

  /**
   * @param publicUrl the origin of our pages
   */
  public CrossSite(PublicUrl publicUrl) {
    this.origin = publicUrl.origin();
  }

  /** Whether the request comes from a page that is not ours, one of a sister host included. */
  public boolean sent(HttpServletRequest request) {
    return !OWN.containsAll(headers(request, "Sec-Fetch-Site"))
        || !Set.of(origin).containsAll(headers(request, HttpHeaders.ORIGIN));
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
