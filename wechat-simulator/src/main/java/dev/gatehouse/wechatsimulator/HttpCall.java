package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an endpoint gets to see of a request.
 *
 * @param connection the number of the connection it came over, from 1
 */
record HttpCall(
    String method, String path, Map<String, String> query, String body, long connection) {

  HttpCall {
    query = Map.copyOf(query);
  }

  /** The empty string for a parameter that did not come; the first of several of one name. */
  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /**
   * From {@code a=b&c=d}, percent-encoded UTF-8; refuses a broken encoding with an
   * IllegalArgumentException.
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
    return "HttpCall[" + method + " " + path + ", " + query.keySet() + "]";
  }
}
