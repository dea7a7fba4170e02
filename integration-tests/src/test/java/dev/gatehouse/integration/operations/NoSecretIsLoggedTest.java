package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.integration.support.SharedWeChat;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** SEC-21: with the root logger at TRACE, no output holds a secret or an identity. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "logging.level.root=TRACE",
      // The simulator, the client and the test framework run in the same process; they are not the
      // product.
      "logging.level.com.sun.net.httpserver=INFO",
      "logging.level.sun.net=INFO",
      "logging.level.jdk=INFO",
      "logging.level.org.springframework.test=INFO",
      "gatehouse.wechat.read-timeout=2s",
      "gatehouse.phone.gateway=aliyun,tencent,http",
      "gatehouse.phone.budget.per-day=1000",
      "gatehouse.phone.limits.address=1000/1m",
      "gatehouse.phone.limits.address-numbers=1000/1m",
      "logging.level.io.netty=INFO",
      "gatehouse.seed-compatibility.enabled=true",
      "spring.datasource.url=jdbc:h2:mem:traced;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=planted-database-password"
    })
@Import(SettableTime.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class NoSecretIsLoggedTest {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();
  @RegisterExtension static final SharedWeChat WECHAT = new SharedWeChat();

  private static final String TOKENS =
      "\"access_token\":\"planted-access-token\",\"refresh_token\":\"planted-refresh-token\"";

  private static final List<Fault> FAULTS =
      Stream.of(
              Stream.of(40029, 40226, 40013, 40125, 48001, -1, 45009, 45011, 42001, 99999)
                  .map(errcode -> Fault.errcode(errcode, "hint: [ planted_code_0a1B2c3D4e5F ]")),
              Stream.of(
                      "{" + TOKENS,
                      "{" + TOKENS + "}",
                      "{" + TOKENS + ",\"openid\":\"planted openid\",\"unionid\":\"planted\"}",
                      "{" + TOKENS + ",\"openid\":[\"planted\"]}",
                      "{" + TOKENS + ",\"errcode\":\"planted\"}",
                      "{\"openid\":\"planted-openid\",\"nickname\":\"planted-nickname\"}",
                      "planted")
                  .map(Fault::body),
              Stream.of(
                  Fault.resetBeforeReading(),
                  Fault.resetAfterReading(),
                  Fault.truncated(),
                  Fault.html(502),
                  Fault.status(412),
                  Fault.empty(),
                  Fault.huge(70_000),
                  Fault.invalidUtf8(),
                  Fault.redirect("/planted"),
                  Fault.hang()))
          .flatMap(faults -> faults)
          .toList();

  /** Of the gateways in their order; after the last fault of a list the message is taken. */
  private static final List<List<dev.gatehouse.smssimulator.Fault>> SMS_FAULTS =
      List.of(
          List.of(),
          List.of(refused("SignatureDoesNotMatch", 400)),
          List.of(
              refused("isv.AMOUNT_NOT_ENOUGH", 200),
              tencentRefused("AuthFailure.SignatureFailure")),
          List.of(refused("isv.MOBILE_NUMBER_ILLEGAL", 200)),
          List.of(refused("isv.BUSINESS_LIMIT_CONTROL", 200)),
          List.of(refused("Vendor.New", 200), tencentRefused("Vendor.New"), answer(400, "planted")),
          List.of(answer(500, "planted")),
          List.of(answer(200, "planted")),
          List.of(dev.gatehouse.smssimulator.Fault.lostAnswer()),
          List.of(dev.gatehouse.smssimulator.Fault.truncated()),
          List.of(dev.gatehouse.smssimulator.Fault.closed()),
          List.of(dev.gatehouse.smssimulator.Fault.huge(70_000)),
          List.of(dev.gatehouse.smssimulator.Fault.gzipped()));

  /** Aliyun's messages quote what was signed. */
  private static dev.gatehouse.smssimulator.Fault refused(String code, int status) {
    return answer(status, "{\"Code\":\"" + code + "\",\"Message\":\"planted\"}");
  }

  private static dev.gatehouse.smssimulator.Fault tencentRefused(String code) {
    return answer(
        200, "{\"Response\":{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"planted\"}}}");
  }

  private static dev.gatehouse.smssimulator.Fault answer(int status, String body) {
    return dev.gatehouse.smssimulator.Fault.answer(status, "application/json", body);
  }

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;
  @Autowired private MeterRegistry metrics;
  @LocalManagementPort private int managementPort;

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    for (String channel : List.of("app", "web", "h5", "mini")) {
      properties.add("gatehouse.wechat.apps." + channel + ".id", () -> weChat.appId(channel));
      properties.add("gatehouse.wechat.apps." + channel + ".secret", () -> weChat.secret(channel));
    }
  }

  @DynamicPropertySource
  static void sms(DynamicPropertyRegistry properties) {
    SMS.simulator().settings().forEach((name, value) -> properties.add(name, () -> value));
  }

  /** The level is that of the JVM, in which other tests follow. */
  @AfterAll
  static void leaveTrace() {
    LoggingSystem.get(NoSecretIsLoggedTest.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
  }

  @Test
  void at_trace_level_every_way_through_the_service_keeps_its_secrets(CapturedOutput output)
      throws SQLException {
    LoginCalls calls = new LoginCalls(port);
    WeChatSimulator weChat = WECHAT.simulator();
    String first = weChat.codeFor("xiaoming", "app");
    String second = weChat.codeFor("xiaoming", "app");

    Answer login = calls.login("WX", "app", first);
    assertThat(login.status()).isEqualTo(201);
    assertThat(calls.login("WX", "app", first).status()).isEqualTo(401);
    assertThat(calls.get("/testWXLoginOrRegister?flag=app&code=" + second).status()).isEqualTo(200);
    assertThat(calls.get("/testWXLoginOrRegister?flag=app&code=planted%ff%fe").status())
        .isEqualTo(400);
    assertThat(calls.post("{\"planted\":\"planted\",}").status()).isEqualTo(400);

    Browser browser = new Browser(calls);
    String state = browser.begin("WX", "web", "/planted");
    String attempt = browser.cookie(browser.cookiesNamed("gatehouse_attempt_").getFirst());
    String third = weChat.codeFor("xiaoming", "web");
    String landing = "/v1/logins/WX/callback?code=" + third + "&state=" + state;
    assertThat(browser.go(landing).status()).isEqualTo(303);
    assertThat(browser.copy().go(landing + "&code=planted").status()).isEqualTo(400);
    assertThat(new Browser(calls).go(landing).status()).isEqualTo(403);
    String fourth = weChat.codeFor("xiaoming", "mini");
    assertThat(calls.login("WX", "mini", fourth).status()).isEqualTo(200);
    assertThat(calls.login("WX", "mini", fourth).status()).isEqualTo(401);
    String fifth = weChat.phoneCodeFor("xiaoming", "mini");
    assertThat(phone(calls, login.text("$.session.accessToken"), fifth).status()).isEqualTo(200);
    List<String> tokens = throughALifeOf(Tokens.ofLogin(login));
    throughEveryFailureOfWeChat(calls);

    // What was logged at all, so that an output that was not captured is not taken for silence.
    assertThat(output).contains("TRACE");
    assertThat(output.getAll())
        .doesNotContain(first, second, third, fourth, fifth)
        .doesNotContain(weChat.phoneNumber("xiaoming"))
        .doesNotContain(weChat.secret("app"), weChat.secret("web"))
        .doesNotContain("planted", weChat.secret("mini"), WeChatPlatform.SESSION_KEY)
        .doesNotContain(state, attempt, browser.cookie("gatehouse_session"))
        .doesNotContain(weChat.openId("xiaoming", "app"), weChat.unionId("xiaoming"))
        .doesNotContain("access_token=", "secret=", "/sns/", "/cgi-bin/", "/wxa/")
        .doesNotContain(tokens);
    assertThat(dump())
        .contains("INTO \"public\".\"user_session\"")
        .doesNotContain(tokens)
        .doesNotContain(WeChatPlatform.SESSION_KEY);
  }

  @Test
  void at_trace_level_a_login_by_phone_keeps_number_code_and_challenge(CapturedOutput output)
      throws SQLException {
    LoginCalls calls = new LoginCalls(port);
    List<String> secrets = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < SMS_FAULTS.size(); i++) {
      String national = "137%08d".formatted(12_345 + 97 * i);
      secrets.add(national);
      SMS_FAULTS.get(i).forEach(SMS.simulator()::onNextCall);
      atOneTime();
      Answer sent = send(calls, "{\"phone\":\"+86" + national + "\"}");
      String code = SMS.simulator().latestCode("+86" + national);
      if (sent.status() == 200) {
        String challenge = sent.text("$.challenge");
        secrets.add(challenge);
        enter(calls, national, code.isEmpty() ? "271828" : code, challenge + "x");
        enter(calls, national, code.equals("314159") ? "141421" : "314159", challenge);
        if (!code.isEmpty()) {
          codes.add(code);
          assertThat(enter(calls, national, code, challenge).status()).isEqualTo(201);
        }
      }
    }
    codes.addAll(List.of("271828", "314159"));
    send(calls, "{\"phone\":\"planted\",\"humanCheck\":\"planted\"}");
    send(calls, "{\"phone\":\"+8613700012345\",\"purpose\":\"planted\"}");
    send(calls, "{\"phone\":planted}");

    assertThat(codes).hasSizeGreaterThan(5);
    assertThat(output).contains("TRACE", "SMS gateway aliyun answered SignatureDoesNotMatch");
    assertThat(output.getAll())
        .doesNotContain(secrets)
        .doesNotContain("planted", "PhoneNumbers=", "PhoneNumberSet", "验证码")
        .doesNotContain(
            SMS.simulator().settings().entrySet().stream()
                .filter(setting -> setting.getKey().matches(".*(secret|key|token).*"))
                .map(Map.Entry::getValue)
                .toList());
    for (String code : codes) {
      assertThat(Pattern.compile("(?<![0-9A-Za-z.])" + code + "(?![0-9A-Za-z])").matcher(output))
          .as("the code " + code)
          .matches(matcher -> !matcher.find());
    }
    String dump = dump();
    secrets.removeIf(secret -> secret.startsWith("137"));
    assertThat(dump).contains("INTO \"public\".\"sms_challenge\"").doesNotContain(secrets);
  }

  /** The vendors compare the time of a request with their own. */
  private static void atOneTime() {
    SettableTime.CLOCK.advance(Duration.ofMinutes(1));
    SMS.simulator().advanceTo(SettableTime.CLOCK.instant());
  }

  private static Answer send(LoginCalls calls, String body) {
    return post(calls, "/v1/logins/P/codes", body);
  }

  private static Answer enter(LoginCalls calls, String phone, String code, String challenge) {
    return post(
        calls,
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
            .formatted(phone, code, challenge));
  }

  private static Answer post(LoginCalls calls, String path, String body) {
    return calls.send(
        calls
            .request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Answer phone(LoginCalls calls, String accessToken, String code) {
    return calls.send(
        calls
            .request("/v1/logins/WX/phone")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + accessToken)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"channel\":\"mini\",\"code\":\"%s\"}".formatted(code))));
  }

  /** Every way in which a token can be sent, good and bad; all that must stay secret. */
  private List<String> throughALifeOf(Tokens first) {
    SessionCalls calls = new SessionCalls(port);
    assertThat(calls.me(first.access()).status()).isEqualTo(200);
    assertThat(calls.withCookie("GET /v1/me", first.refresh()).status()).isEqualTo(200);
    assertThat(calls.me(first.access() + "x").status()).isEqualTo(401);
    assertThat(calls.refresh(first.refresh() + "x").status()).isEqualTo(401);
    Tokens second = Tokens.ofRefresh(calls.refresh(first.refresh()));
    Tokens third =
        Tokens.ofBrowserRefresh(calls.withCookie("POST /v1/session/refresh", second.refresh()));
    return Stream.of(first, second, third)
        .flatMap(tokens ->
            Stream.of(
                tokens.access().substring(tokens.access().lastIndexOf('.') + 1),
                tokens.refresh(),
                // The secret alone, as text and as a database would show it.
                tokens.refresh().substring(22),
                HexFormat.of().formatHex(Base64.getUrlDecoder().decode(tokens.refresh()), 16, 48)))
        .toList();
  }

  private String dump() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet script = statement.executeQuery("script")) {
      StringBuilder dump = new StringBuilder();
      while (script.next()) {
        dump.append(script.getString(1)).append('\n');
      }
      return dump.toString();
    }
  }

  /** What an operator looks at is output too. */
  @Test
  void neither_metrics_nor_health_nor_an_answer_holds_a_secret() {
    LoginCalls calls = new LoginCalls(port);
    LoginCalls management = new LoginCalls(managementPort);
    String bodies = throughEveryFailureOfWeChat(calls);

    StringBuilder shown = new StringBuilder(management.get("/actuator/health").http().body());
    metrics.getMeters().forEach(meter -> shown.append(meter.getId()));

    assertThat(metrics.getMeters())
        .extracting(meter -> meter.getId().getName())
        .contains("gatehouse.provider.calls", "gatehouse.provider.breaker");
    assertThat(shown.toString() + bodies)
        .contains("misconfigured")
        .doesNotContain("planted", WECHAT.simulator().secret("app"))
        .doesNotContain("/sns/", WECHAT.simulator().baseUrl().toString());
  }

  /**
   * Each failure there is, with recognisable secrets wherever WeChat could put one.
   *
   * @return what the service answered
   */
  private String throughEveryFailureOfWeChat(LoginCalls calls) {
    WeChatSimulator weChat = WECHAT.simulator();
    StringBuilder bodies = new StringBuilder();
    for (WeChatEndpoint endpoint : List.of(WeChatEndpoint.ACCESS_TOKEN, WeChatEndpoint.USERINFO)) {
      for (Fault fault : FAULTS) {
        weChat.next(endpoint, fault);
        // Past what an open breaker waits, so that each gets as far as WeChat.
        SettableTime.CLOCK.advance(Duration.ofMinutes(1));
        bodies.append(loginOfNewUser(calls));
      }
      weChat.clearFaults();
    }
    weChat.always(WeChatEndpoint.ACCESS_TOKEN, Fault.html(502));
    for (int i = 0; i < 30; i++) {
      bodies.append(calls.login("WX", "app", "planted-code-" + i).http().body());
    }
    weChat.clearFaults();
    return bodies.toString();
  }

  /** A new user, because a profile is fetched for new users only. */
  private static String loginOfNewUser(LoginCalls calls) {
    String key = UUID.randomUUID().toString();
    WECHAT.simulator().addPerson(Person.named(key, "小明"));
    return calls.login("WX", "app", WECHAT.simulator().codeFor(key, "app")).http().body();
  }
}
