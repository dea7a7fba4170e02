package dev.gatehouse.application.browser;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a web site, as browsers compare them (RFC 6454).
 *
 * @param value {@code https://shop.example} or {@code https://shop.example:8443}: lower case, no
 *     default port, no slash at the end
 */
public record Origin(String value) {

  // No userinfo, no percent signs, no letters but ASCII: nothing that two parsers read differently.
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])"
              + "(:(?<port>[1-9][0-9]{0,4}))?",
          Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException if it is no origin
   */
  public Origin {
    Matcher parts = FORM.matcher(value);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an origin must be scheme, host and perhaps port, such as https://shop.example");
    }
    value = normalized(parts);
  }

  /** Splits a URL after its origin: empty when it does not begin with one. */
  static Optional<Split> split(String url) {
    Matcher parts = FORM.matcher(url);
    if (!parts.lookingAt()) {
      return Optional.empty();
    }
    String rest = url.substring(parts.end());
    return rest.isEmpty() || "/?#".indexOf(rest.charAt(0)) >= 0
        ? Optional.of(new Split(new Origin(parts.group()), rest))
        : Optional.empty();
  }

  /** An origin and what follows it. */
  record Split(Origin origin, String rest) {}

  /** Whether what is sent there cannot be read on the way: over https, or on this machine. */
  public boolean isSecure() {
    return value.startsWith("https:")
        || value.matches("http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
  }

  private static String normalized(Matcher parts) {
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String port = parts.group("port");
    boolean isDefault = port == null || port.equals(scheme.equals("https") ? "443" : "80");
    return scheme
        + "://"
        + parts.group("host").toLowerCase(Locale.ROOT)
        + (isDefault ? "" : ":" + port);
  }

  @Override
  public String toString() {
    return value;
  }
}
