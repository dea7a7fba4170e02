package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.bootstrap.LoginCalls.Answer;
import dev.gatehouse.bootstrap.SessionCalls.Tokens;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.session.SettableClock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Sessions as clients see them: real sockets, a real database, and a clock that can be turned. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.url=jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import(SessionEndToEndTest.Parts.class)
class SessionEndToEndTest {

  @LocalServerPort private int port;
  @Autowired private SettableClock clock;
  @Autowired private DataSource dataSource;

  private SessionCalls calls;

  @BeforeEach
  void connect() throws SQLException {
    calls = new SessionCalls(port);
    execute("update `user` set `disabled_at` = null");
  }

  @Test
  void a_login_opens_a_session_that_says_who_one_is() {
    Answer login = calls.login();

    assertThat(login.value("$.session"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("accessToken", "tokenType", "expiresIn", "refreshToken")
        .containsEntry("tokenType", "Bearer")
        .containsEntry("expiresIn", 900);
    assertThat(login.header("Set-Cookie")).isEmpty();
    Answer me = calls.me(Tokens.ofLogin(login).access());
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.http().body())
        .isEqualTo(
            "{\"id\":%d,\"name\":\"小明\",\"age\":null,\"loginMethods\":[{\"method\":\"FAKE\"}]}"
                .formatted(login.userId()));
    assertThat(me.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void an_access_token_names_issuer_user_and_session() {
    Answer login = calls.login();

    Map<String, Object> claims = JsonPath.read(Tokens.ofLogin(login).claims(), "$");

    assertThat(claims)
        .containsOnlyKeys("iss", "sub", "sid", "iat", "exp")
        .containsEntry("iss", TestSettings.PUBLIC_URL)
        .containsEntry("sub", Long.toString(login.userId()));
  }

  /** SEC-25. */
  @Test
  void each_login_has_a_session_of_its_own() {
    assertThat(sessionId(login())).isNotEqualTo(sessionId(login()));
  }

  /** SEC-24. */
  @Test
  void a_refresh_gives_new_tokens_of_the_same_session() {
    Tokens tokens = login();

    Answer answer = calls.refresh(tokens.refresh());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("$.expiresIn")).isEqualTo(900);
    assertThat(answer.value("$.tokenType")).isEqualTo("Bearer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    Tokens next = Tokens.ofRefresh(answer);
    assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
    assertThat(sessionId(next)).isEqualTo(sessionId(tokens));
    assertThat(calls.me(next.access()).status()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_is_given_again() {
    Tokens tokens = login();
    Tokens lost = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    clock.advance(Duration.ofSeconds(9));

    Tokens again = Tokens.ofRefresh(calls.refresh(tokens.refresh()));

    assertThat(again.refresh()).isEqualTo(lost.refresh());
    assertThat(calls.refresh(again.refresh()).status()).isEqualTo(200);
  }

  /** SEC-24. */
  @Test
  void a_reuse_ends_the_session_for_everybody() {
    Tokens tokens = login();
    Tokens next = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    clock.advance(Duration.ofSeconds(10));

    refused(calls.refresh(tokens.refresh()));
    refused(calls.refresh(next.refresh()));
    refused(calls.withCookie("GET /v1/me", next.refresh()));
  }

  /** SEC-24. */
  @Test
  void a_session_ends_after_30_days_however_often_it_is_renewed() {
    Tokens tokens = login();
    for (int day = 0; day < 29; day++) {
      clock.advance(Duration.ofDays(1));
      tokens = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    }
    clock.advance(Duration.ofDays(1));

    refused(calls.refresh(tokens.refresh()));
  }

  /** SEC-22. */
  @Test
  void an_access_token_expires() {
    Tokens tokens = login();
    clock.advance(Duration.ofMinutes(15));

    for (String call : List.of("GET /v1/me", "DELETE /v1/session", "DELETE /v1/sessions")) {
      refused(calls.send(call, "", "Authorization", "Bearer " + tokens.access()));
    }
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  /** SEC-25. */
  @Test
  void an_ended_session_stops_refresh_at_once_and_access_within_its_lifetime() {
    Tokens tokens = login();
    Tokens other = login();

    Answer ended = end("DELETE /v1/session", tokens);
    Answer again = end("DELETE /v1/session", tokens);

    assertThat(ended.status()).isEqualTo(204);
    assertThat(again.status()).isEqualTo(204);
    refused(calls.refresh(tokens.refresh()));
    assertThat(calls.refresh(other.refresh()).status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(15));
    refused(calls.me(tokens.access()));
  }

  /** SEC-25. */
  @Test
  void all_sessions_of_a_user_end_together() {
    Tokens one = login();
    Tokens two = login();

    assertThat(end("DELETE /v1/sessions", one).status()).isEqualTo(204);
    assertThat(end("DELETE /v1/sessions", one).status()).isEqualTo(204);

    refused(calls.refresh(one.refresh()));
    refused(calls.refresh(two.refresh()));
  }

  @Test
  void a_disabled_user_is_out_and_the_provider_is_not_blamed() throws SQLException {
    Tokens tokens = login();
    execute("update `user` set `disabled_at` = current_timestamp");

    Answer login = calls.login();

    assertThat(login.status()).isEqualTo(403);
    assertThat(login.code()).isEqualTo("account_restricted");
    refused(calls.me(tokens.access()));
    refused(calls.withCookie("GET /v1/me", tokens.refresh()));
    refused(calls.refresh(tokens.refresh()));
    execute("update `user` set `disabled_at` = null");
    refused(calls.refresh(tokens.refresh()));
  }

  @Test
  void a_deleted_user_is_out() throws SQLException {
    Tokens tokens = login();
    execute("delete from `user_login_method`", "delete from `user`");

    refused(calls.me(tokens.access()));
    refused(calls.refresh(tokens.refresh()));
  }

  @Test
  void a_browser_goes_by_its_cookie() {
    Tokens tokens = login();

    Answer me = calls.withCookie("GET /v1/me", tokens.refresh());
    Answer refreshed =
        calls.withCookie(
            "POST /v1/session/refresh",
            tokens.refresh(),
            "Sec-Fetch-Site",
            "same-origin",
            "Origin",
            TestSettings.PUBLIC_URL);
    Tokens next = Tokens.ofRefresh(refreshed);
    Answer ended = calls.withCookie("DELETE /v1/session", next.refresh());

    assertThat(me.status()).isEqualTo(200);
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(refreshed.header("Set-Cookie"))
        .startsWith("gatehouse_session=" + next.refresh() + "; Path=/; Max-Age=2592000; Expires=")
        .endsWith("; HttpOnly; SameSite=Lax")
        .doesNotContain("Secure", "Domain");
    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).startsWith("gatehouse_session=; Path=/; Max-Age=0; ");
    refused(calls.withCookie("GET /v1/me", next.refresh()));
    assertThat(calls.withCookie("DELETE /v1/session", next.refresh()).status()).isEqualTo(204);
    assertThat(calls.withCookie("DELETE /v1/sessions", next.refresh()).status()).isEqualTo(204);
  }

  @Test
  void a_browser_ends_all_sessions_by_its_cookie() {
    Tokens tokens = login();
    Tokens other = login();

    Answer ended = calls.withCookie("DELETE /v1/sessions", tokens.refresh());

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).startsWith("gatehouse_session=;");
    refused(calls.refresh(other.refresh()));
  }

  /** SEC-26. */
  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, nonsense",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:8080.evil.example",
    "Origin, http://127.0.0.1",
    "Origin, http://127.0.0.1:8080/",
  })
  void what_another_site_has_a_browser_write_is_refused(String header, String value) {
    Tokens tokens = login();

    for (String call : SessionCalls.PROTECTED) {
      if (!call.startsWith("GET")) {
        refused(calls.withCookie(call, tokens.refresh(), header, value));
        refused(
            calls.withCookie(
                call,
                tokens.refresh(),
                header,
                value,
                "Sec-Fetch-Site",
                "same-origin",
                "Origin",
                TestSettings.PUBLIC_URL));
      }
    }
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  /** SEC-26: what carries a token of its own was made by somebody who has it. */
  @Test
  void a_token_in_header_or_body_counts_from_anywhere() {
    Tokens tokens = login();

    assertThat(
            calls
                .send(
                    "POST /v1/session/refresh",
                    "{\"refreshToken\":\"" + tokens.refresh() + "\"}",
                    "Content-Type",
                    "application/json",
                    "Sec-Fetch-Site",
                    "cross-site")
                .status())
        .isEqualTo(200);
    assertThat(
            calls
                .send(
                    "DELETE /v1/session",
                    "",
                    "Authorization",
                    "bearer " + tokens.access(),
                    "Origin",
                    "https://app.example")
                .status())
        .isEqualTo(204);
  }

  /** SEC-22, SEC-24: nothing tells one refusal from another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer",
        "Authorization: Bearer x",
        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
        "Authorization: Basic eDp5",
        "Cookie: gatehouse_session=",
        "Cookie: gatehouse_session=x",
        "Cookie: __Host-gatehouse_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void without_a_token_that_could_be_good_every_call_is_refused_alike(String header) {
    for (String call : SessionCalls.PROTECTED) {
      int colon = header.indexOf(':');
      refused(
          colon < 0
              ? calls.send(call, "")
              : calls.send(call, "", header.substring(0, colon), header.substring(colon + 1)));
    }
  }

  /** SEC-24. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void a_forged_refresh_token_is_refused(String token) {
    refused(calls.refresh(token));
  }

  @Test
  void what_is_there_twice_is_refused() {
    Tokens tokens = login();
    String bearer = "Bearer " + tokens.access();
    String cookie = "gatehouse_session=" + tokens.refresh();

    refused(calls.send("GET /v1/me", "", "Authorization", bearer, "Authorization", bearer));
    refused(calls.send("GET /v1/me", "", "Cookie", cookie + "; " + cookie));
    refused(calls.send("DELETE /v1/session", "", "Cookie", cookie, "Cookie", cookie));
    assertThat(calls.me(tokens.access()).status()).isEqualTo(200);
  }

  @Test
  void a_bearer_token_wins_over_the_cookie_and_a_bad_one_is_not_made_up_for() {
    Tokens tokens = login();
    Tokens other = login();

    refused(calls.withCookie("GET /v1/me", tokens.refresh(), "Authorization", "Bearer x"));
    Answer ended =
        calls.withCookie(
            "DELETE /v1/session", tokens.refresh(), "Authorization", "Bearer " + other.access());

    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.header("Set-Cookie")).isEmpty();
    refused(calls.refresh(other.refresh()));
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "application/json, {\"refreshToken\":1}, 400, invalid_request",
        "application/json, [], 400, invalid_request",
        "application/json, {}, 401, session_invalid",
        "text/plain, {\"refreshToken\":\"x\"}, 415, unsupported_media_type",
        "nonsense, {\"refreshToken\":\"x\"}, 415, unsupported_media_type",
        "application/x-www-form-urlencoded, refreshToken=x, 415, unsupported_media_type",
      })
  void a_body_that_is_no_refresh_is_refused(
      String contentType, String body, int status, String code) {
    Answer answer = calls.send("POST /v1/session/refresh", body, "Content-Type", contentType);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void a_body_over_16_kib_is_too_large() {
    assertThat(calls.refresh("x".repeat(16 * 1024)).code()).isEqualTo("payload_too_large");
  }

  @Test
  void the_public_keys_are_there_for_all_and_may_be_kept_a_while() {
    Answer answer = calls.send("GET /.well-known/jwks.json", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
    assertThat(answer.value("$.keys.length()")).isEqualTo(1);
    assertThat(answer.value("$.keys[0].alg")).isEqualTo("ES256");
    assertThat(answer.http().body()).doesNotContain("\"d\"");
  }

  /**
   * The cost of sessions: one insert for a login, and nothing at all to check an access token.
   * Audit records of logins are written in their own time and left out here.
   */
  @Test
  void a_returning_login_is_one_select_and_one_insert() throws SQLException {
    Tokens tokens = login();
    execute("set query_statistics true");
    try {
      assertThat(statementsOf(() -> calls.login()))
          .satisfiesExactlyInAnyOrder(
              sql -> assertThat(sql).startsWith("select").contains("user_login_method"),
              sql -> assertThat(sql).startsWith("insert into `user_session`"));
      assertThat(statementsOf(() -> calls.me(tokens.access())))
          .singleElement()
          .asString()
          .contains("from `user` u left join");
      assertThat(statementsOf(() -> end("DELETE /v1/session", tokens)))
          .satisfiesExactlyInAnyOrder(
              sql -> assertThat(sql).startsWith("select `user_id`").endsWith("for update"),
              sql -> assertThat(sql).startsWith("delete from `user_session`"));
    } finally {
      execute("set query_statistics false");
    }
  }

  private List<String> statementsOf(Runnable work) throws SQLException {
    execute("set query_statistics false", "set query_statistics true");
    work.run();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sql_statement, execution_count from information_schema.query_statistics"
                    + " where sql_statement like '%`user%'"
                    + " and sql_statement not like 'insert into `audit_log`%'")) {
      List<String> statements = new ArrayList<>();
      while (rows.next()) {
        assertThat(rows.getInt(2)).isEqualTo(1);
        statements.add(rows.getString(1));
      }
      return statements;
    }
  }

  private Tokens login() {
    return Tokens.ofLogin(calls.login());
  }

  private Answer end(String call, Tokens tokens) {
    return calls.send(call, "", "Authorization", "Bearer " + tokens.access());
  }

  private static String sessionId(Tokens tokens) {
    return JsonPath.read(tokens.claims(), "$.sid");
  }

  /** Every refusal is the same but for its trace and its path. */
  private static void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.http().body())
        .isEqualTo(
            "{\"type\":\"/errors#session_invalid\",\"title\":\"登录已失效\",\"status\":401,"
                + "\"detail\":\"请重新登录。\",\"instance\":\"%s\",\"code\":\"session_invalid\",\"traceId\":\"%s\"}"
                    .formatted(answer.http().uri().getPath(), answer.text("$.traceId")));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Parts {

    @Bean
    FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
    }

    @Bean
    @Primary
    SettableClock settableClock() {
      return new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
    }
  }
}
