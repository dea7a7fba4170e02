package dev.gatehouse.adapter.rest.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which proxies name the client; an operator's proxies write one of them. Each proxy
 * adds to the right the address that it was called from. Every client can send these headers, so
 * what stands here is a claim.
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

  /**
   * The standard (RFC 7239). An empty text stands for an element that names no address, and for a
   * line that is ill-formed as a whole: an open quote swallows what a proxy appended, so nothing of
   * such a line is believed.
   */
  FORWARDED("Forwarded") {
    @Override
    List<String> addresses(List<String> lines) {
      return lines.stream().flatMap(line -> elements(line).orElse(List.of("")).stream()).toList();
    }
  };

  /** A parameter, or nothing where a list has an empty member; then what ends it. Linear. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[ \\t]*+(?:(?<name>[!#$%&'*+.^_`|~0-9A-Za-z-]++)="
              // More than a token may hold: many proxies leave out the quotes of [2001:db8::1]:80.
              + "(?:(?<value>[^\",;\\\\\\s\\p{Cntrl}]++)"
              + "|\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\")[ \\t]*+)?+(?<end>[,;]|$)");

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

  /** The {@code for} of each element of a line; empty if the line is ill-formed. */
  private static Optional<List<String>> elements(String line) {
    List<String> addresses = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(line);
    @Nullable String address = null;
    for (int start = 0; start <= line.length(); start = parameter.end()) {
      if (!parameter.region(start, line.length()).lookingAt()) {
        return Optional.empty();
      }
      if ("for".equalsIgnoreCase(parameter.group("name"))) {
        if (address != null) {
          return Optional.empty();
        }
        String quoted = parameter.group("quoted");
        address = quoted == null ? parameter.group("value") : quoted;
      }
      if (!parameter.group("end").equals(";")) {
        addresses.add(address == null ? "" : address);
        address = null;
      }
      if (parameter.group("end").isEmpty()) {
        break;
      }
    }
    return Optional.of(addresses);
  }
}
