package dev.gatehouse.adapter.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What proxies write about the client: {@code X-Forwarded-For} and {@code Forwarded} (RFC 7239).
 * Each proxy adds to the right the address that it was called from. Anybody can send these headers,
 * so what stands here is a claim.
 */
final class ForwardingHeaders {

  static final String X_FORWARDED_FOR = "X-Forwarded-For";
  static final String FORWARDED = "Forwarded";

  private ForwardingHeaders() {}

  /** The claimed addresses of {@code X-Forwarded-For}, from client to last proxy. */
  static List<String> xForwardedFor(List<String> lines) {
    // There are no quotes in this one: a client that sends a quote must not hide what a proxy adds.
    return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).toList();
  }

  /** The same of {@code Forwarded}; an empty text where a proxy names no address. */
  static List<String> forwarded(List<String> lines) {
    return lines.stream()
        .flatMap(line -> split(line, ',').stream())
        .map(ForwardingHeaders::forParameter)
        .toList();
  }

  private static String forParameter(String element) {
    for (String pair : split(element, ';')) {
      String text = pair.strip();
      if (text.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return text.substring(4).replace("\"", "").strip();
      }
    }
    return "";
  }

  /** Splits outside of quotes. By hand: a regular expression for it takes quadratic time. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
