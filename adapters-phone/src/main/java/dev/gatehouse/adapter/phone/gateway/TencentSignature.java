package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Signature V3 of Tencent Cloud, TC3-HMAC-SHA256. */
final class TencentSignature {

  /** Signed and sent byte for byte. */
  static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String SIGNED_HEADERS = "content-type;host";

  private TencentSignature() {}

  /** The value of the header Authorization, with blanks after the commas. */
  static String authorization(
      String service, String host, Instant time, byte[] body, String secretId, String secretKey) {
    return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(
            ALGORITHM,
            secretId,
            scope(service, time),
            SIGNED_HEADERS,
            signature(service, host, time, body, secretKey));
  }

  static String signature(
      String service, String host, Instant time, byte[] body, String secretKey) {
    String canonicalRequest =
        "POST\n/\n\ncontent-type:%s\nhost:%s\n\n%s\n%s"
            .formatted(CONTENT_TYPE, host, SIGNED_HEADERS, Digests.sha256(body));
    String stringToSign =
        String.join(
            "\n",
            ALGORITHM,
            String.valueOf(time.getEpochSecond()),
            scope(service, time),
            Digests.sha256(canonicalRequest.getBytes(UTF_8)));
    byte[] day = Digests.hmac(("TC3" + secretKey).getBytes(UTF_8), day(time));
    byte[] key = Digests.hmac(Digests.hmac(day, service), "tc3_request");
    return HexFormat.of().formatHex(Digests.hmac(key, stringToSign));
  }

  private static String scope(String service, Instant time) {
    return day(time) + "/" + service + "/tc3_request";
  }

  /** The day in UTC. The day in China would be wrong for eight hours. */
  private static String day(Instant time) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(ZoneOffset.UTC));
  }
}
