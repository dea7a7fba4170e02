package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tencent Cloud SMS: action SendSms with signature TC3. */
final class TencentVendor implements Vendor {

  /** The key that clients of the simulator sign with. */
  static final String SECRET_ID = "simulated-secret-id";

  static final String SECRET_KEY = "simulated-secret-key";

  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;

  TencentVendor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "tencent";
  }

  @Override
  public boolean owns(Call call) {
    return !call.header("x-tc-action").isEmpty();
  }

  @Override
  public Order read(Call call) throws Refused {
    verify(call);
    JsonNode body;
    try {
      body = JSON.readTree(call.body());
    } catch (JacksonException e) {
      throw new Refused("FailedOperation.JsonParseFail");
    }
    JsonNode numbers = body.path("PhoneNumberSet");
    if (numbers.size() != 1) {
      throw new Refused("LimitExceeded.PhoneNumberCountLimit");
    }
    String number = numbers.path(0).asString("");
    if (!number.matches("\\+[0-9]{6,15}")) {
      throw new Refused("InvalidParameterValue.IncorrectPhoneNumber");
    }
    if (body.path("SmsSdkAppId").asString("").isEmpty()) {
      throw new Refused("UnauthorizedOperation.SmsSdkAppIdVerifyFail");
    }
    if (body.path("TemplateId").asString("").isEmpty()) {
      throw new Refused("FailedOperation.TemplateIdNotExist");
    }
    if (body.path("SignName").asString("").isEmpty()) {
      throw new Refused("FailedOperation.SignatureIncorrectOrUnapproved");
    }
    String code = "";
    for (JsonNode value : body.path("TemplateParamSet")) {
      if (!value.asString("").matches("[0-9]{0,6}")) {
        throw new Refused("InvalidParameterValue.TemplateParameterFormatError");
      }
      if (code.isEmpty() && value.asString("").length() >= 4) {
        code = value.asString("");
      }
    }
    return new Order(
        number,
        code,
        "【%s】验证码%s，请勿告诉他人。".formatted(body.path("SignName").asString(""), code),
        body.path("SessionContext").asString(""));
  }

  private void verify(Call call) throws Refused {
    if (!call.header("x-tc-action").equals("SendSms")
        || !call.header("x-tc-version").equals("2021-01-11")
        || call.header("x-tc-region").isEmpty()) {
      throw new Refused("MissingParameter");
    }
    Instant time;
    try {
      time = Instant.ofEpochSecond(Long.parseLong(call.header("x-tc-timestamp")));
    } catch (NumberFormatException e) {
      throw new Refused("AuthFailure.SignatureExpire");
    }
    if (Duration.between(time, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw new Refused("AuthFailure.SignatureExpire");
    }
    String day = time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    String scope = day + "/sms/tc3_request";
    String canonical =
        "POST\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s"
            .formatted(
                call.header("content-type"), call.header("host"), Signing.sha256(call.body()));
    byte[] key = Signing.hmac(("TC3" + SECRET_KEY).getBytes(UTF_8), day);
    key = Signing.hmac(Signing.hmac(key, "sms"), "tc3_request");
    String signature =
        Signing.hex(
            Signing.hmac(
                key,
                "TC3-HMAC-SHA256\n%s\n%s\n%s"
                    .formatted(time.getEpochSecond(), scope, Signing.sha256(canonical))));
    String authorization = call.header("authorization");
    if (!authorization.startsWith("TC3-HMAC-SHA256 Credential=" + SECRET_ID + "/")) {
      throw new Refused("AuthFailure.SecretIdNotFound");
    }
    if (!authorization.equals(
        "TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=content-type;host, Signature=%s"
            .formatted(SECRET_ID, scope, signature))) {
      throw new Refused("AuthFailure.SignatureFailure");
    }
  }

  @Override
  public Reply accepted(String id) {
    return status(id, "Ok", "send success");
  }

  /** Errors of one number stand in its status, without an error of the call. */
  @Override
  public Reply error(String code) {
    boolean ofNumber = code.contains("PhoneNumber") || code.equals("OK");
    return ofNumber
        ? status("", code, "simulated")
        : Reply.json(
            200,
            "{\"Response\":{\"Error\":{\"Code\":\"%s\",\"Message\":\"simulated\"},\"RequestId\":\"1\"}}"
                .formatted(code));
  }

  private static Reply status(String id, String code, String message) {
    return Reply.json(
        200,
        ("{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"%s\",\"Fee\":1,\"Code\":\"%s\","
                + "\"Message\":\"%s\",\"IsoCode\":\"CN\"}],\"RequestId\":\"1\"}}")
            .formatted(id, code, message));
  }

  @Override
  public List<Inbox.VendorLimit> limits() {
    return List.of(
        Inbox.VendorLimit.rolling(
            name(), 1, Duration.ofSeconds(30), "LimitExceeded.PhoneNumberThirtySecondLimit"),
        Inbox.VendorLimit.ofCalendarDay(name(), 2, "LimitExceeded.PhoneNumberDailyLimit"));
  }
}
