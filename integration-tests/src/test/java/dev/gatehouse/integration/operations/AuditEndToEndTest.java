package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SEC-31: what the audit log says of each way in, each refusal and each end of a session. */
class AuditEndToEndTest extends BrowserLoginSetting {

  private static final AtomicInteger CLIENTS = new AtomicInteger();

  private record Row(
      String event,
      String outcome,
      long user,
      @Nullable String method,
      @Nullable String channel,
      String traceId) {}

  @Autowired private DataSource dataSource;

  /** Each test comes from an address of its own; the proxy says which (SEC-28). */
  private String address;

  @BeforeEach
  void takeAnAddress() {
    address = "203.0.113." + CLIENTS.incrementAndGet();
  }

  @Test
  void a_registration_and_the_login_after_it() {
    long user = login("newcomer").userId();
    login("newcomer");

    assertThat(rows(2))
        .extracting(Row::event, Row::outcome, Row::user, Row::method, Row::channel)
        .containsExactlyInAnyOrder(
            tuple("registration", "success", user, "WX", "app"),
            tuple("login", "success", user, "WX", "app"));
    assertThat(rows(2)).extracting(Row::traceId).doesNotHaveDuplicates().allMatch(this::isTraceId);
  }

  @ParameterizedTest
  @CsvSource({
    "WX, app, planted, credential_rejected, WX, app",
    "WX, planted, planted, unknown_channel, , ",
    "Planted, app, planted, unknown_login_method, , ",
    "0 planted, app, planted, unknown_login_method, , ",
    "WX, app, ' ', invalid_request, , ",
    "WX, web, planted, invalid_request, , ",
  })
  void a_refusal(
      String method, String channel, String code, String outcome, String kept, String keptChannel) {
    Answer answer =
        post(
            "/v1/logins",
            "{\"method\":\"%s\",\"credential\":{\"channel\":\"%s\",\"code\":\"%s\"}}"
                .formatted(method, channel, code));

    assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    assertThat(rows(1))
        .containsExactly(new Row("refusal", outcome, 0, kept, keptChannel, traceId(answer)));
  }

  /** SEC-55. */
  @Test
  void requests_that_are_refused_for_the_sake_of_a_session() {
    Answer rejected = post("/v1/session/refresh", "{\"refreshToken\":\"planted\"}");
    Answer forged = calls().send(from("/v1/me").header("Authorization", "Bearer planted"));
    Answer crossSite =
        calls().send(from("/v1/session").header("Sec-Fetch-Site", "cross-site").DELETE());

    assertThat(rows(3))
        .containsExactlyInAnyOrder(
            new Row("refusal", "refresh_rejected", 0, null, null, traceId(rejected)),
            new Row("refusal", "token_forged", 0, null, null, traceId(forged)),
            new Row("refusal", "cross_site_write", 0, null, null, traceId(crossSite)));
  }

  /** SEC-55, SEC-80. */
  @Test
  void tickets_that_are_none_of_ours() {
    Answer registration =
        post("/v1/logins/continue", "{\"ticket\":\"x\",\"as\":\"new\",\"verifier\":\"x\"}");
    Answer closure = post("/v1/closures/cancel", "{\"ticket\":\"x\"}");

    assertThat(rows(2))
        .containsExactlyInAnyOrder(
            new Row("refusal", "ticket_rejected", 0, null, null, traceId(registration)),
            new Row("refusal", "ticket_rejected", 0, null, null, traceId(closure)));
  }

  @Test
  void the_refusal_of_a_disabled_user_names_the_user() throws SQLException {
    long user = login("disabled").userId();
    disable(user);

    Answer refused = login("disabled");

    assertThat(refused.code()).isEqualTo("account_restricted");
    assertThat(rows(2))
        .contains(new Row("refusal", "account_disabled", user, "WX", "app", traceId(refused)));
  }

  @Test
  void what_comes_back_and_belongs_to_no_attempt() {
    Answer stranger = get(browser(), callback(code(), "0123456789abcdef0123456789abcdef"));
    Answer stateless = get(browser(), "/v1/logins/WX/callback?code=planted");

    assertThat(rows(2))
        .containsExactlyInAnyOrder(
            new Row("refusal", "state_mismatch", 0, "WX", null, traceId(stranger)),
            new Row("refusal", "state_mismatch", 0, "WX", null, traceId(stateless)));
  }

  @Test
  void a_code_of_a_browser_that_comes_with_no_browser() {
    Answer answer =
        post(
            "/v1/logins",
            """
            {"method":"WX","credential":{"channel":"web","code":"planted",\
            "state":"0123456789abcdef0123456789abcdef"}}\
            """);

    assertThat(answer.code()).isEqualTo("state_mismatch");
    assertThat(rows(1))
        .containsExactly(new Row("refusal", "state_mismatch", 0, "WX", "web", traceId(answer)));
  }

  @Test
  void a_login_for_a_cookie_that_a_page_of_another_site_sends() {
    Answer answer =
        calls()
            .send(
                from("/v1/logins")
                    .header("Content-Type", "application/json")
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(
                        BodyPublishers.ofString(
                            """
                            {"method":"WX","credential":{"channel":"app","code":"planted"},\
                            "session":"cookie"}\
                            """)));

    assertThat(answer.code()).isEqualTo("state_mismatch");
    assertThat(rows(1))
        .containsExactly(new Row("refusal", "state_mismatch", 0, "WX", "app", traceId(answer)));
  }

  @Test
  void a_method_that_there_cannot_be() {
    Answer start = get(browser(), "/v1/logins/0planted!/start?channel=web");
    Answer callback = get(browser(), "/v1/logins/0planted!/callback?code=planted");

    assertThat(rows(2))
        .containsExactlyInAnyOrder(
            new Row("refusal", "unknown_login_method", 0, null, null, traceId(start)),
            new Row("refusal", "unknown_login_method", 0, null, null, traceId(callback)));
  }

  @Test
  void what_comes_back_for_a_method_that_is_not_installed() {
    Answer answer = get(browser(), "/v1/logins/Planted/callback?code=planted");

    assertThat(answer.code()).isEqualTo("unknown_login_method");
    assertThat(rows(1))
        .containsExactly(
            new Row("refusal", "unknown_login_method", 0, null, null, traceId(answer)));
  }

  @Test
  void a_user_who_declines_and_comes_back_twice() {
    Browser browser = browser();
    String state = browser.begin("WX", "web", "/");
    Browser again = browser.copy();
    Answer declined = get(browser, "/v1/logins/WX/callback?state=" + state);
    Answer used = get(again, callback(code(), state));

    assertThat(rows(2))
        .containsExactlyInAnyOrder(
            new Row("refusal", "login_declined", 0, "WX", "web", traceId(declined)),
            new Row("refusal", "state_mismatch", 0, "WX", "web", traceId(used)));
  }

  @Test
  void a_login_in_a_browser_is_recorded_once() {
    for (int i = 0; i < 2; i++) {
      Browser browser = browser();
      String state = browser.begin("WX", "web", "/");
      get(browser, callback(code("browsing", "web"), state));
    }
    // What is written a moment later is written in order: when this is there, the others are.
    get(browser(), "/v1/logins/WX/callback?code=planted");

    assertThat(rows(3))
        .extracting(Row::event, Row::channel)
        .containsExactlyInAnyOrder(
            tuple("registration", "web"), tuple("login", "web"), tuple("refusal", null));
  }

  @Test
  void sessions_that_are_ended() {
    Answer first = login("leaver");
    Answer second = login("leaver");
    login("leaver");

    end("/v1/session", Tokens.ofLogin(first));
    end("/v1/session", Tokens.ofLogin(first));
    end("/v1/sessions", Tokens.ofLogin(second));

    assertThat(rows(6))
        .filteredOn(row -> row.event().equals("session_end"))
        .hasSize(3)
        .allMatch(row -> row.user() == first.userId() && isTraceId(row.traceId()))
        .extracting(Row::outcome)
        .containsExactlyInAnyOrder("signed_out", "signed_out_everywhere", "signed_out_everywhere");
  }

  @Test
  void a_refresh_token_that_is_used_again() {
    Tokens tokens = Tokens.ofLogin(login("victim"));
    refresh(tokens);
    CLOCK.advance(Duration.ofSeconds(11));
    Answer reuse = refresh(tokens);

    assertThat(reuse.code()).isEqualTo("session_invalid");
    assertThat(rows(2))
        .filteredOn(row -> row.event().equals("session_end"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.outcome()).isEqualTo("refresh_token_reused");
          assertThat(row.traceId()).isEqualTo(traceId(reuse));
        });
  }

  private void disable(long user) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update `user` set `disabled_at` = current_timestamp where `id` = ?")) {
      statement.setLong(1, user);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private Answer login(String person) {
    return post(
        "/v1/logins",
        "{\"method\":\"WX\",\"credential\":{\"channel\":\"app\",\"code\":\"%s\"}}"
            .formatted(code(person, "app")));
  }

  private Answer refresh(Tokens tokens) {
    return post("/v1/session/refresh", "{\"refreshToken\":\"%s\"}".formatted(tokens.refresh()));
  }

  private void end(String path, Tokens tokens) {
    Answer answer =
        calls().send(from(path).header("Authorization", "Bearer " + tokens.access()).DELETE());
    assertThat(answer.status()).isEqualTo(204);
  }

  private Answer post(String path, String body) {
    return calls()
        .send(
            from(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
  }

  private Answer get(Browser browser, String path) {
    return browser.send(from(path).header("Accept", "application/json"));
  }

  private HttpRequest.Builder from(String path) {
    return calls().request(path).header("X-Forwarded-For", address);
  }

  private static String traceId(Answer answer) {
    return JsonPath.read(answer.http().body(), "$.traceId");
  }

  private boolean isTraceId(String text) {
    return text.matches("[0-9a-f]{32}");
  }

  /** All rows of this test's address, once there are so many. */
  private List<Row> rows(int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> read().size() >= count);
    return read();
  }

  private List<Row> read() {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select * from `audit_log` where `address` = ?")) {
      statement.setString(1, address);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getString("event"),
                  row.getString("outcome"),
                  row.getLong("user_id"),
                  row.getString("login_method"),
                  row.getString("channel"),
                  row.getString("trace_id")));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the audit log cannot be read", e);
    }
    return rows;
  }
}
