package dev.gatehouse.adapter.oidc;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Keeps an authorization request with its browser while the person signs in. A cookie holds the
 * query: the browser could send any other as well, so it is neither sealed nor believed.
 * Thread-safe.
 */
final class SavedRequests {

  /** The most that a request may have, in characters of a query. */
  static final int MAX_LENGTH = 1536;

  private static final Duration LIFETIME = Duration.ofMinutes(15);
  private static final int ID_BYTES = 8;

  private final String prefix;
  private final boolean secure;
  private final String path;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param issuer how browsers reach this service
   */
  SavedRequests(String issuer) {
    this.secure = issuer.startsWith("https:");
    this.path = URI.create(issuer).getRawPath();
    // A cookie of the first kind must have the path /.
    String kind = path.isEmpty() ? "__Host-" : "__Secure-";
    this.prefix = (secure ? kind : "") + "gatehouse_authorize_";
  }

  /**
   * Keeps a request and of the others the latest alone: a request has only so much room.
   *
   * @param changes parameters that replace those of the request; an empty value removes one
   * @return the name under which the browser brings it back
   */
  String save(
      HttpServletRequest request, Map<String, String> changes, HttpServletResponse response) {
    String query = query(request, changes);
    cookies(request).skip(1).forEach(cookie -> set(cookie.getName(), "", Duration.ZERO, response));
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    set(prefix + name, query, LIFETIME, response);
    return name;
  }

  /** Whether a request is short enough to be kept. */
  static boolean fits(HttpServletRequest request) {
    return query(request, Map.of()).length() <= MAX_LENGTH;
  }

  private static String query(HttpServletRequest request, Map<String, String> changes) {
    Map<String, String> parameters = new TreeMap<>();
    request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
    parameters.putAll(changes);
    return parameters.entrySet().stream()
        .filter(parameter -> !parameter.getValue().isEmpty())
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The query of a request; empty if this browser keeps none of this name. */
  Optional<String> find(String name, HttpServletRequest request) {
    return cookies(request)
        .filter(cookie -> cookie.getName().equals(prefix + name))
        .map(Cookie::getValue)
        .filter(query -> query.length() <= 2 * MAX_LENGTH)
        .findFirst();
  }

  /** Has the browser forget a request. */
  void drop(String name, HttpServletResponse response) {
    set(prefix + name, "", Duration.ZERO, response);
  }

  private Stream<Cookie> cookies(HttpServletRequest request) {
    Cookie[] all = request.getCookies();
    return all == null
        ? Stream.empty()
        : Arrays.stream(all).filter(cookie -> cookie.getName().startsWith(prefix));
  }

  private void set(String name, String value, Duration maxAge, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .httpOnly(true)
            .secure(secure)
            // Lax and not Strict: the browser comes back from another site.
            .sameSite("Lax")
            .path(path.isEmpty() ? "/" : path)
            .maxAge(maxAge)
            .build()
            .toString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
