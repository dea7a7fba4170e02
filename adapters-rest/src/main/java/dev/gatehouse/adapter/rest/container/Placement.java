package dev.gatehouse.adapter.rest.container;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests to which nothing is served: on the port for clients what is outside the path of
 * the public URL (but for its metadata) or belongs to the admin API, on the port of the admin API
 * all else. That port does not answer under the path: browsers do not reach it (SEC-90).
 *
 * @param base the path of the public URL; empty for none
 * @param admin null without an admin API
 */
record Placement(String base, @Nullable AdminConnector admin) implements Predicate<Request> {

  @Override
  public boolean test(Request request) {
    // Decoded and normalized, as no encoding may hide what it is.
    String path = Objects.requireNonNullElse(request.getDecodedRequestURI(), "");
    if (admin != null && admin.took(request)) {
      return !AdminConnector.serves(path);
    }
    if (!isUnderBase(path) || !isUnderBase(request.getRequestURI())) {
      return PublicUrl.metadataAt(path, base).isEmpty() || !path.equals(request.getRequestURI());
    }
    return admin != null && AdminConnector.serves(path.substring(base.length()));
  }

  private boolean isUnderBase(String path) {
    return base.isEmpty() || path.equals(base) || path.startsWith(base + "/");
  }
}
