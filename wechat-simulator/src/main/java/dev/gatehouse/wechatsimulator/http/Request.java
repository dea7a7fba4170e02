package dev.gatehouse.wechatsimulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP request as endpoints see it.
 *
 * @param query in the order of the request
 * @param headers by lower-case name; the first of equal names counts
 * @param connection the number of its connection, counted from 1
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    long connection) {
  /** Marks a request whose body came in chunks. */
  static final String CHUNKED = "x-simulator-chunked";

  public Request {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    headers = Map.copyOf(headers);
  }

  /** The first value of the parameter; the empty string when it is missing. */
  public String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  /** This request with the fields of its HTML form as parameters. */
  public Request withForm() {
    return withQuery(body);
  }

  /** This request with another query. */
  public Request withQuery(String rawQuery) {
    return new Request(method, path, parseQuery(rawQuery), headers, body, connection);
  }

  /** The query as it stands in a URL. */
  public String rawQuery() {
    return query.entrySet().stream()
        .map(entry ->
            URLEncoder.encode(entry.getKey(), UTF_8)
                + "="
                + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The value of a header, named in lower case; the empty string when it is missing. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the body came in chunks, without a {@code Content-Length}. */
  public boolean isChunked() {
    return headers.containsKey(CHUNKED);
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
                (first, _) -> first,
                LinkedHashMap::new));
  }

  /** Without the values, which may be secrets. */
  @Override
  public String toString() {
    return "Request[" + method + " " + path + ", " + query.keySet() + "]";
  }
}
