package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Signature V3 of Aliyun, ACS3-HMAC-SHA256 (page "V3 request structure and signature"). */
final class AliyunSignature {

  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  private AliyunSignature() {}

  /** The query of a request as it is signed and sent: sorted, encoded by RFC 3986. */
  static String query(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /**
   * The text whose hash is signed.
   *
   * @param query as {@link #query} makes it
   * @param headers that are signed, by their names in lower case; the hash of the body is one
   */
  static String canonicalRequest(String query, SortedMap<String, String> headers) {
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n", "POST", "/", query, lines, names(headers), headers.get("x-acs-content-sha256"));
  }

  static String signature(String canonicalRequest, String secret) {
    return HexFormat.of()
        .formatHex(
            Digests.hmac(
                secret.getBytes(UTF_8),
                ALGORITHM + "\n" + Digests.sha256(canonicalRequest.getBytes(UTF_8))));
  }

  /** The value of the header Authorization, without blanks after the commas. */
  static String authorization(
      String query, SortedMap<String, String> headers, String keyId, String secret) {
    return "%s Credential=%s,SignedHeaders=%s,Signature=%s"
        .formatted(
            ALGORITHM, keyId, names(headers), signature(canonicalRequest(query, headers), secret));
  }

  private static String names(SortedMap<String, String> headers) {
    return String.join(";", headers.keySet());
  }
}
