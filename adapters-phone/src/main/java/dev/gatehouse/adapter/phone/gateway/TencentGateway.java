package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tencent Cloud SMS, action SendSms of 2021-01-11. */
final class TencentGateway implements SmsGateway {

  static final String NAME = "tencent";

  private static final VendorErrors ERRORS = VendorErrors.ofTencent();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TencentSettings settings;
  private final Call.Sender http;
  private final FailureLog failures;
  private final Clock clock;

  TencentGateway(TencentSettings settings, Call.Sender http, FailureLog failures, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public Handover send(PhoneNumber to, SmsMessage message) throws LoginException {
    Call call = http.send(request(to, message));
    if (call instanceof Call.Answered answer && answer.status() == 200) {
      String code = code(answer.body());
      if (code.equals("Ok")) {
        return new Handover.Taken(ofNumber(answer.body(), "SerialNo").asString(""));
      }
      if (!code.isEmpty()) {
        return ERRORS.ending(code, failures);
      }
    }
    return VendorErrors.noAnswer(NAME, call, failures);
  }

  /** The call can fail as a whole, or for the one number in it. Empty if there is no code. */
  private static String code(String body) {
    try {
      String error =
          VendorErrors.codeIn(JSON.readTree(body).path("Response").path("Error").path("Code"));
      return error.isEmpty() ? VendorErrors.codeIn(ofNumber(body, "Code")) : error;
    } catch (JacksonException notJson) {
      return "";
    }
  }

  private static JsonNode ofNumber(String body, String member) {
    return JSON.readTree(body).path("Response").path("SendStatusSet").path(0).path(member);
  }

  private HttpRequest request(PhoneNumber to, SmsMessage message) {
    Instant now = clock.instant();
    byte[] body = body(to, message);
    return HttpRequest.newBuilder(settings.endpoint().resolve("/"))
        .POST(BodyPublishers.ofByteArray(body))
        .header("User-Agent", "Gatehouse")
        .header("Content-Type", TencentSignature.CONTENT_TYPE)
        .header("X-TC-Action", "SendSms")
        .header("X-TC-Version", "2021-01-11")
        .header("X-TC-Region", settings.region().strip())
        .header("X-TC-Timestamp", String.valueOf(now.getEpochSecond()))
        .header(
            "Authorization",
            TencentSignature.authorization(
                "sms",
                GatewayUrl.host(settings.endpoint()),
                now,
                body,
                settings.secretId().strip(),
                settings.secretKey().strip()))
        .build();
  }

  private byte[] body(PhoneNumber to, SmsMessage message) {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("PhoneNumberSet").add(to.e164());
    body.put("SmsSdkAppId", settings.appId().strip());
    body.put("TemplateId", settings.template().strip());
    body.put("SignName", settings.signName().strip());
    List<String> values =
        settings.templateVariables().stream()
            .map(name -> Objects.requireNonNull(message.variables().get(name), name))
            .toList();
    values.forEach(body.putArray("TemplateParamSet")::add);
    body.put("SessionContext", message.reference());
    return JSON.writeValueAsBytes(body);
  }
}
