package dev.gatehouse.adapter.phone.gateway;

import java.net.URI;
import java.util.Set;

/** URLs to which secrets and codes may be sent. */
final class GatewayUrl {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private GatewayUrl() {}

  /**
   * Whether it is an absolute https URL, or an http one to this machine, without user and query.
   */
  static boolean isAllowed(URI url) {
    return url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null
        && ("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
  }

  /** Whether the host is this machine. */
  static boolean isLoopback(URI url) {
    return LOOPBACK.contains(url.getHost());
  }

  /** The value of the header Host that goes with a request to this URL. */
  static String host(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }
}
