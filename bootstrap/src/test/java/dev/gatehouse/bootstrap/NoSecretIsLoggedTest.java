package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.LoginCalls.Answer;
import dev.gatehouse.bootstrap.SessionCalls.Tokens;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
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
      "gatehouse.seed-compatibility.enabled=true",
      "spring.datasource.url=jdbc:h2:mem:traced;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=planted-database-password"
    })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class NoSecretIsLoggedTest {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    for (String channel : List.of("app", "web")) {
      properties.add("gatehouse.wechat.apps." + channel + ".id", () -> weChat.appId(channel));
      properties.add("gatehouse.wechat.apps." + channel + ".secret", () -> weChat.secret(channel));
    }
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
    List<String> tokens = throughALifeOf(Tokens.ofLogin(login));

    // What was logged at all, so that an output that was not captured is not taken for silence.
    assertThat(output).contains("TRACE");
    assertThat(output.getAll())
        .doesNotContain(first, second, third, weChat.secret("app"), weChat.secret("web"), "planted")
        .doesNotContain(state, attempt, browser.cookie("gatehouse_session"))
        .doesNotContain(weChat.openId("xiaoming", "app"), weChat.unionId("xiaoming"))
        .doesNotContain("access_token=")
        .doesNotContain(tokens);
    assertThat(dump()).contains("INTO \"public\".\"user_session\"").doesNotContain(tokens);
  }

  /** Every way in which a token can be sent, good and bad; all that must stay secret. */
  private List<String> throughALifeOf(Tokens first) {
    SessionCalls calls = new SessionCalls(port);
    assertThat(calls.me(first.access()).status()).isEqualTo(200);
    assertThat(calls.withCookie("GET /v1/me", first.refresh()).status()).isEqualTo(200);
    assertThat(calls.me(first.access() + "x").status()).isEqualTo(401);
    assertThat(calls.refresh(first.refresh() + "x").status()).isEqualTo(401);
    Tokens second = Tokens.ofRefresh(calls.refresh(first.refresh()));
    Tokens third = Tokens.ofRefresh(calls.withCookie("POST /v1/session/refresh", second.refresh()));
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
}
