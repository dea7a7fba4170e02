package dev.gatehouse.adapter.rest.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How browsers reach the service: an origin as they write it, without path, default port and
 * trailing slash. It is the issuer of our tokens, too.
 *
 * @param origin such as {@code https://login.example}
 * @param https whether cookies can be kept off plain connections
 */
public record PublicUrl(String origin, boolean https) {

  private static final String PROPERTY = "gatehouse.public-url";

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException naming the property and the rule, if it is missing, no origin,
   *     or neither https nor on this machine (SEC-27)
   */
  public static PublicUrl parse(@Nullable String setting) {
    if (setting == null || setting.isBlank()) {
      throw problem("is missing: set it to how browsers reach the service, https://<host>");
    }
    URI uri = uri(setting.strip());
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean https = scheme.equals("https");
    if (uri.getHost() == null || !(https || scheme.equals("http"))) {
      throw problem("must be an absolute https URL such as https://login.example.com");
    }
    if (!(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw problem("must be scheme, host and port only");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!https && !isLoopback(host)) {
      throw problem(
          "must be https: plain http would send sessions in clear (allowed to 127.0.0.1, ::1 and"
              + " localhost only)");
    }
    boolean defaultPort = uri.getPort() == -1 || uri.getPort() == (https ? 443 : 80);
    return new PublicUrl(scheme + "://" + host + (defaultPort ? "" : ":" + uri.getPort()), https);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw problem("is not a URL: set it to one such as https://login.example.com");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static IllegalArgumentException problem(String rule) {
    return new IllegalArgumentException(PROPERTY + " " + rule);
  }

  @Override
  public String toString() {
    return origin;
  }
}
