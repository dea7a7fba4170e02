package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Sessions as clients see them: real sockets, a real database, and a clock that can be turned. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.url=jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import({SessionLifeSetting.Parts.class, SettableTime.class})
abstract class SessionLifeSetting {

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;

  SessionCalls calls;

  static final SettableClock CLOCK = SettableTime.CLOCK;

  @BeforeEach
  void connect() throws SQLException {
    calls = new SessionCalls(port);
    execute("update `user` set `disabled_at` = null");
  }

  /** Logs in, always as the same person. */
  Tokens login() {
    return Tokens.ofLogin(calls.login());
  }

  /** {@code DELETE /v1/session} or {@code DELETE /v1/sessions}. */
  Answer end(String call, Tokens tokens) {
    return calls.send(call, "", "Authorization", "Bearer " + tokens.access());
  }

  static String sessionId(Tokens tokens) {
    return JsonPath.read(tokens.claims(), "$.sid");
  }

  /** Every refusal is the same but for its trace and its path. */
  static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    // RFC 6750, 3.1.
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(showsBearer(answer) ? "Bearer error=\"invalid_token\"" : "Bearer");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.http().body())
        .isEqualTo(
            "{\"type\":\"/errors#session_invalid\",\"title\":\"登录已失效\",\"status\":401,"
                + "\"detail\":\"请重新登录。\",\"instance\":\"%s\",\"code\":\"session_invalid\",\"traceId\":\"%s\"}"
                    .formatted(answer.http().uri().getPath(), answer.text("$.traceId")));
  }

  private static boolean showsBearer(Answer answer) {
    return answer
        .http()
        .request()
        .headers()
        .firstValue("Authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer"))
        .isPresent();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  DataSource dataSource() {
    return dataSource;
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Parts {

    @Bean
    FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
    }
  }
}
