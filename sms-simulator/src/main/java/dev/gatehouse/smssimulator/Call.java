package dev.gatehouse.smssimulator;

import java.util.Locale;
import java.util.Map;

/**
 * A request to a vendor.
 *
 * @param query as it stands in the URL
 * @param headers the first value of each, by its name in lower case
 */
record Call(String path, String query, Map<String, String> headers, String body) {

  Call {
    headers = Map.copyOf(headers);
  }

  /** The value of a header; empty if it is missing. */
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /** Without the values, which may be secrets. */
  @Override
  public String toString() {
    return "Call[" + path + "]";
  }
}
