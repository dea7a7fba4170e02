package dev.gatehouse.wechatsimulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP request as endpoints see it.
 *
 * @param connection the number of its connection, counted from 1
 */
public record Request(
    String method, String path, Map<String, String> query, String body, long connection) {

  public Request {
    query = Map.copyOf(query);
  }

  /** The first value of the parameter; the empty string when it is missing. */
  public String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** This request with the fields of its HTML form as parameters. */
  public Request withForm() {
    return new Request(method, path, parseQuery(body), body, connection);
  }

  /**
   * Parses {@code a=b&c=d}, percent-encoded UTF-8; the first of equal names counts.
   *
   * @throws IllegalArgumentException when the encoding is broken
   */
  static Map<String, String> parseQuery(String rawQuery) {
    return Stream.of(rawQuery.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "",
                (first, _) -> first));
  }

  /** Without the values, which may be secrets. */
  @Override
  public String toString() {
    return "Request[" + method + " " + path + ", " + query.keySet() + "]";
  }
}
