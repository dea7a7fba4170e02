package dev.gatehouse.testkit.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL as {@code bin/mysql} prints it and as test servers are named: {@code
 * jdbc:mysql://host:port,…/database?user=…&password=…}.
 */
record TestUrl(String text) {

  private static final Pattern URL = Pattern.compile("jdbc:mysql://([^/]+)/([^?]*)(\\?.*)?");

  TestUrl {
    if (!URL.matcher(text).matches()) {
      throw new IllegalArgumentException("not a jdbc:mysql://host:port/database?… URL");
    }
  }

  /** The same server, another database. */
  String withDatabase(String name) {
    return "jdbc:mysql://" + part(1) + "/" + name + part(3);
  }

  /** The node of a cluster that listens on a port. */
  String of(int port) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + part(2) + part(3);
  }

  List<Integer> ports() {
    return Pattern.compile(",")
        .splitAsStream(part(1))
        .map(host -> Integer.valueOf(host.substring(host.lastIndexOf(':') + 1)))
        .toList();
  }

  int port() {
    return ports().getFirst();
  }

  String parameter(String key) {
    Matcher value = Pattern.compile("[?&]" + key + "=([^&]*)").matcher(text);
    if (!value.find()) {
      throw new IllegalStateException("the URL of the test server must have ?user=…&password=…");
    }
    return URLDecoder.decode(value.group(1), UTF_8);
  }

  private String part(int group) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new AssertionError("was checked");
    }
    String part = url.group(group);
    return part == null ? "" : part;
  }
}
