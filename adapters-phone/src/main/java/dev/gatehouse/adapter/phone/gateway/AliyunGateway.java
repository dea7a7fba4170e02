package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Aliyun SMS, action SendSms of dysmsapi 2017-05-25. The parameters stand in the query. */
final class AliyunGateway implements SmsGateway {

  static final String NAME = "aliyun";

  /** SHA-256 of nothing. */
  private static final String EMPTY_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String MAINLAND = "+86";
  private static final VendorErrors ERRORS = VendorErrors.ofAliyun();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AliyunSettings settings;
  private final Call.Sender http;
  private final FailureLog failures;
  private final Clock clock;
  private final Supplier<String> nonces;

  /**
   * @param nonces random, never the same twice
   */
  AliyunGateway(
      AliyunSettings settings,
      Call.Sender http,
      FailureLog failures,
      Clock clock,
      Supplier<String> nonces) {
    this.settings = settings;
    this.http = http;
    this.failures = failures;
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Handover send(PhoneNumber to, SmsMessage message) throws LoginException {
    Call call = http.send(request(to, message));
    if (call instanceof Call.Answered answer && (answer.status() == 200 || isRefusal(answer))) {
      String code = VendorErrors.codeIn(member(answer.body(), "Code"));
      if (code.equals("OK") && answer.status() == 200) {
        return new Handover.Taken(member(answer.body(), "BizId").asString(""));
      }
      if (!code.isEmpty() && !code.equals("OK")) {
        return ERRORS.ending(code, failures);
      }
    }
    return VendorErrors.noAnswer(NAME, call, failures);
  }

  private static boolean isRefusal(Call.Answered answer) {
    return answer.status() / 100 == 4;
  }

  private static JsonNode member(String body, String name) {
    try {
      return JSON.readTree(body).path(name);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private HttpRequest request(PhoneNumber to, SmsMessage message) {
    String query =
        AliyunSignature.query(
            Map.of(
                "PhoneNumbers", number(to),
                "SignName", settings.signName().strip(),
                "TemplateCode", settings.template().strip(),
                "TemplateParam", JSON.writeValueAsString(new TreeMap<>(message.variables())),
                "OutId", message.reference()));
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", GatewayUrl.host(settings.endpoint()));
    headers.put("x-acs-action", "SendSms");
    headers.put("x-acs-version", "2017-05-25");
    headers.put("x-acs-date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    headers.put("x-acs-signature-nonce", nonces.get());
    headers.put("x-acs-content-sha256", EMPTY_BODY);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.endpoint().resolve("/") + "?" + query))
            .POST(BodyPublishers.noBody())
            .header("User-Agent", "Gatehouse")
            .header(
                "Authorization",
                AliyunSignature.authorization(
                    query,
                    headers,
                    settings.accessKeyId().strip(),
                    settings.accessKeySecret().strip()));
    headers.forEach((name, value) -> {
      // The client writes this one by itself.
      if (!name.equals("host")) {
        request.header(name, value);
      }
    });
    return request.build();
  }

  /** Mainland numbers without the country code, others without the plus sign. */
  private static String number(PhoneNumber to) {
    return to.e164().startsWith(MAINLAND) ? to.e164().substring(MAINLAND.length()) : to.digits();
  }
}
