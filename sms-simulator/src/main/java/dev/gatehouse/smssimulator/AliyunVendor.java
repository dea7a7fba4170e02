package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Aliyun SMS: action SendSms with signature V3. */
final class AliyunVendor implements Vendor {

  /** The key that clients of the simulator sign with. */
  static final String KEY_ID = "simulated-access-key";

  static final String KEY_SECRET = "simulated-access-key-secret";

  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;
  private final Set<String> nonces = ConcurrentHashMap.newKeySet();

  AliyunVendor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "aliyun";
  }

  @Override
  public boolean owns(Call call) {
    return !call.header("x-acs-action").isEmpty();
  }

  @Override
  public Order read(Call call) throws Refused {
    verify(call);
    Map<String, String> parameters = new TreeMap<>();
    for (String source : List.of(call.query(), call.body())) {
      Stream.of(source.split("&"))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair ->
              parameters.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8)));
    }
    String number = parameters.getOrDefault("PhoneNumbers", "");
    if (number.contains(",")) {
      throw new Refused("isv.MOBILE_COUNT_OVER_LIMIT");
    }
    if (!number.matches("[0-9]{6,15}")) {
      throw new Refused("isv.MOBILE_NUMBER_ILLEGAL");
    }
    if (parameters.getOrDefault("SignName", "").isEmpty()) {
      throw new Refused("isv.SMS_SIGNATURE_ILLEGAL");
    }
    if (!parameters.getOrDefault("TemplateCode", "").startsWith("SMS_")) {
      throw new Refused("isv.SMS_TEMPLATE_ILLEGAL");
    }
    String code = code(parameters.getOrDefault("TemplateParam", ""));
    return new Order(
        number.length() == 11 && number.startsWith("1") ? "+86" + number : "+" + number,
        code,
        "【%s】验证码%s，请勿告诉他人。".formatted(parameters.get("SignName"), code),
        parameters.getOrDefault("OutId", ""));
  }

  /** Variables must be strings. */
  private static String code(String template) throws Refused {
    try {
      JsonNode variables = JSON.readTree(template);
      if (!variables.path("code").isString()) {
        throw new Refused("isv.TEMPLATE_MISSING_PARAMETERS");
      }
      return variables.path("code").asString();
    } catch (JacksonException e) {
      throw new Refused("isv.INVALID_JSON_PARAM");
    }
  }

  private void verify(Call call) throws Refused {
    String authorization = call.header("authorization");
    String prefix = "ACS3-HMAC-SHA256 Credential=";
    if (!authorization.startsWith(prefix)) {
      throw new Refused("MissingAccessKeyId");
    }
    String[] parts = authorization.substring(prefix.length()).split(",", -1);
    if (parts.length != 3
        || !parts[1].startsWith("SignedHeaders=")
        || !parts[2].startsWith("Signature=")) {
      throw new Refused("SignatureDoesNotMatch");
    }
    if (!parts[0].equals(KEY_ID)) {
      throw new Refused("InvalidAccessKeyId.NotFound");
    }
    if (!call.header("x-acs-version").equals("2017-05-25")) {
      throw new Refused("InvalidVersion");
    }
    if (!call.header("x-acs-action").equals("SendSms")) {
      throw new Refused("InvalidAction.NotFound");
    }
    List<String> signed = List.of(parts[1].substring("SignedHeaders=".length()).split(";", -1));
    List<String> required = new ArrayList<>(List.of("host"));
    call.headers().keySet().stream()
        .filter(name -> name.startsWith("x-acs-"))
        .forEach(required::add);
    StringBuilder lines = new StringBuilder();
    for (String name : signed) {
      lines.append(name).append(':').append(call.header(name).strip()).append('\n');
    }
    String canonical =
        String.join(
            "\n",
            "POST",
            "/",
            Stream.of(call.query().split("&")).sorted().reduce((a, b) -> a + "&" + b).orElse(""),
            lines,
            String.join(";", signed),
            Signing.sha256(call.body()));
    String expected =
        Signing.hex(
            Signing.hmac(
                KEY_SECRET.getBytes(UTF_8), "ACS3-HMAC-SHA256\n" + Signing.sha256(canonical)));
    if (!signed.containsAll(required)
        || !signed.equals(signed.stream().sorted().toList())
        || !call.header("x-acs-content-sha256").equals(Signing.sha256(call.body()))
        || !parts[2].equals("Signature=" + expected)) {
      throw new Refused("SignatureDoesNotMatch");
    }
    requireFresh(call);
  }

  private void requireFresh(Call call) throws Refused {
    try {
      Instant date = Instant.parse(call.header("x-acs-date"));
      if (Duration.between(date, clock.instant()).abs().compareTo(SKEW) > 0) {
        throw new Refused("InvalidTimeStamp.Expired");
      }
    } catch (DateTimeException e) {
      throw new Refused("InvalidTimeStamp.Expired");
    }
    if (!nonces.add(call.header("x-acs-signature-nonce"))) {
      throw new Refused("SignatureNonceUsed");
    }
  }

  @Override
  public Reply accepted(String id) {
    return Reply.json(
        200,
        "{\"Message\":\"OK\",\"RequestId\":\"F655A8D5-B967-440B-8683-DAD6FF8DE990\",\"Code\":\"OK\","
            + "\"BizId\":\"%s\"}".formatted(id));
  }

  /** Errors of the business come with 200, those of the API gateway with 4xx. */
  @Override
  public Reply error(String code) {
    boolean business = code.startsWith("isv.") || code.startsWith("isp.");
    return Reply.json(
        business ? 200 : code.equals("ServiceUnavailable") ? 503 : 400,
        "{\"Message\":\"simulated\",\"RequestId\":\"C0A0BE93\",\"Code\":\"" + code + "\"}");
  }

  @Override
  public List<Inbox.VendorLimit> limits() {
    String code = "isv.BUSINESS_LIMIT_CONTROL";
    return List.of(
        Inbox.VendorLimit.rolling(name(), 1, Duration.ofMinutes(1), code),
        Inbox.VendorLimit.rolling(name(), 5, Duration.ofHours(1), code),
        Inbox.VendorLimit.rolling(name(), 10, Duration.ofHours(24), code));
  }
}
