package dev.gatehouse.adapter.rest.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The headers in which proxies name the client; an operator's proxies write one of them. Each proxy
 * adds to the right the address that it was called from. Anybody can send these headers, so what
 * stands here is a claim.
 */
enum ForwardingHeader {
  /** What most proxies write. */
  X_FORWARDED_FOR("X-Forwarded-For") {
    @Override
    List<String> addresses(List<String> lines) {
      // There are no quotes in this one: a client that sends a quote must not hide what a proxy
      // adds.
      return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).toList();
    }
  },

  /** The standard (RFC 7239); an empty text where a proxy names no address. */
  FORWARDED("Forwarded") {
    @Override
    List<String> addresses(List<String> lines) {
      return lines.stream()
          .flatMap(line -> split(line, ',').stream())
          .map(ForwardingHeader::forParameter)
          .toList();
    }
  };

  private final String field;

  ForwardingHeader(String field) {
    this.field = field;
  }

  /** The header of this name, in any case; empty if it is none of these. */
  static Optional<ForwardingHeader> named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.field.equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  /** The name that it has in a request. */
  String field() {
    return field;
  }

  /** The addresses that the lines of this header claim, from client to last proxy. */
  abstract List<String> addresses(List<String> lines);

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
