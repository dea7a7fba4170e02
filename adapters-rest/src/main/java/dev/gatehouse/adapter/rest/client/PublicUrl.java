package dev.gatehouse.adapter.rest.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * How browsers reach the service: an origin as they write it, without default port, and the path
 * under which it shares this host with others, without trailing slash. Together they are the issuer
 * of our tokens.
 *
 * @param origin such as {@code https://login.example}
 * @param https whether cookies can be kept off plain connections
 * @param path such as {@code /auth}; empty if the host is ours alone. A proxy passes paths on
 *     unchanged, and {@code PublicPathFilter} makes it the context path of requests.
 */
public record PublicUrl(String origin, boolean https, String path) {

  private static final String PROPERTY = "gatehouse.public-url";

  /** The metadata of the issuer, by the name of OpenID Connect Discovery 1.0. */
  public static final String DISCOVERY = "/.well-known/openid-configuration";

  /** The same by the name of RFC 8414. */
  public static final String METADATA = "/.well-known/oauth-authorization-server";

  /** Segments that every program reads in one way: nothing escaped, no dots alone. */
  private static final Pattern PATH = Pattern.compile("(/(?!\\.)[A-Za-z0-9._~-]{1,64}){0,8}");

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException naming the property and the rule, if it is missing, no URL of
   *     scheme, host, port and path, or neither https nor on this machine (SEC-27)
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
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw problem("must be scheme, host, port and path only");
    }
    String path = uri.getRawPath().replaceFirst("/$", "");
    if (!PATH.matcher(path).matches()) {
      throw problem("must have a plain path such as /auth, or none");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!https && !isLoopback(host)) {
      throw problem(
          "must be https: plain http would send sessions in clear (allowed to 127.0.0.1, ::1 and"
              + " localhost only)");
    }
    boolean defaultPort = uri.getPort() == -1 || uri.getPort() == (https ? 443 : 80);
    return new PublicUrl(
        scheme + "://" + host + (defaultPort ? "" : ":" + uri.getPort()), https, path);
  }

  /**
   * How clients reach one of our addresses.
   *
   * @param address within this service, such as {@code /v1/me}
   */
  public String of(String address) {
    return this + address;
  }

  /**
   * The address within this service that is also served outside the path: the metadata of an issuer
   * has the path of the issuer behind its well-known name (RFC 8414, 3.1).
   *
   * @param requested the whole path of a request
   * @param path that of the public URL
   * @return empty for every other request
   */
  public static Optional<String> metadataAt(String requested, String path) {
    return Stream.of(DISCOVERY, METADATA)
        .filter(address -> requested.equals(address + path))
        .findFirst();
  }

  /**
   * The name of one of our cookies. Under https a browser takes it over https alone, and from this
   * host alone if the host is ours: only then may a cookie have the path {@code /}.
   */
  public String cookieName(String name) {
    if (!https) {
      return name;
    }
    return (path.isEmpty() ? "__Host-" : "__Secure-") + name;
  }

  /**
   * One of our cookies, for our addresses alone and out of reach of scripts. Lax and not Strict: a
   * browser comes back from the pages of providers.
   *
   * @param name as {@link #cookieName} answers it
   */
  public ResponseCookie cookie(String name, String value, Duration maxAge) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(https)
        .sameSite("Lax")
        .path(path.isEmpty() ? "/" : path)
        .maxAge(maxAge)
        .build();
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

  /** The whole URL, without trailing slash. */
  @Override
  public String toString() {
    return origin + path;
  }
}
