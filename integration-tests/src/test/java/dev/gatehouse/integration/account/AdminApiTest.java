package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RawConnection;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API on its own port, with MySQL behind it. */
@Tag("mysql")
class AdminApiTest {

  private static final int ROUNDS = 15;

  private static MySqlDatabase mySql;
  private static EmbeddedReplica replica;
  private static AdminCalls admin;
  private static AccountCalls clients;

  private final String person = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws SQLException {
    mySql = MySqlDatabase.create();
    int port = FreePort.next();
    Map<String, String> settings = new HashMap<>(AdminCalls.settings(port));
    settings.put("spring.datasource.url", mySql.url());
    settings.put("spring.datasource.username", mySql.username());
    settings.put("spring.datasource.password", mySql.password());
    settings.put("gatehouse.limits.requests-per-minute", "0");
    settings.put("gatehouse.session.signing-keys", TestKeys.file().toString());
    replica = EmbeddedReplica.startOnFakes(settings, TicketMethods.class);
    admin = new AdminCalls(port);
    clients = new AccountCalls(replica.port());
  }

  @AfterAll
  static void stop() throws SQLException {
    replica.close();
    mySql.close();
  }

  @Test
  void a_user_is_found_by_an_identification_and_by_name_and_shown_without_identification() {
    Answer login = clients.login("CARD", person);
    String name = "人" + person.substring(0, 8);
    clients.patch(Tokens.ofLogin(login), "{\"name\":\"" + name + "\",\"age\":30}");

    Answer byIdentity =
        admin.search(
            AdminCalls.READ, "{\"method\":\"CARD\",\"identification\":\"" + person + "\"}");
    Answer byName = admin.search(AdminCalls.READ, "{\"name\":\"" + name + "\"}");
    Answer shown = admin.get(AdminCalls.READ, Long.toString(login.userId()));

    assertThat(byIdentity.value("$.users[*].id").toString()).isEqualTo("[" + login.userId() + "]");
    assertThat(byName.http().body()).isEqualTo(byIdentity.http().body());
    assertThat(shown.text("$.name")).isEqualTo(name);
    assertThat(shown.text("$.loginMethods[0].method")).isEqualTo("CARD");
    assertThat(shown.http().body()).doesNotContain(person);
    assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    assertThat(
            admin
                .search(AdminCalls.READ, "{\"method\":\"CARD\",\"identification\":\"unknown\"}")
                .value("$.users[*]")
                .toString())
        .isEqualTo("[]");
  }

  @Test
  void users_of_one_name_are_listed_page_by_page() {
    String name = "人" + person.substring(0, 8);
    for (int i = 0; i < 3; i++) {
      Answer login = clients.login("CARD", person + i);
      clients.patch(Tokens.ofLogin(login), "{\"name\":\"" + name + "\"}");
    }
    String search = "POST /admin/v1/users/search?limit=2";
    String body = "{\"name\":\"" + name + "\"}";

    Answer first = admin.send(AdminCalls.READ, search, body);
    Answer second = admin.send(AdminCalls.READ, search + "&cursor=" + first.text("$.next"), body);

    assertThat((List<?>) first.value("$.users")).hasSize(2);
    assertThat((List<?>) second.value("$.users")).hasSize(1);
    assertThat(second.value("$.next")).isNull();
    assertThat(admin.send(AdminCalls.READ, search + "&cursor=x", body).text("$.errors[0].field"))
        .isEqualTo("cursor");
  }

  @Test
  void a_disabled_user_is_out_until_enabled() {
    Answer login = clients.login("CARD", person);
    String user = Long.toString(login.userId());

    assertThat(admin.post(AdminCalls.DISABLE, user + "/disable").status()).isEqualTo(204);
    assertThat(clients.list(Tokens.ofLogin(login)).code()).isEqualTo("session_invalid");
    assertThat(clients.login("CARD", person).code()).isEqualTo("account_restricted");
    assertThat(admin.post(AdminCalls.DISABLE, user + "/enable").status()).isEqualTo(204);
    assertThat(clients.login("CARD", person).status()).isEqualTo(200);
  }

  @Test
  void a_user_is_signed_out_everywhere() {
    Answer login = clients.login("CARD", person);
    clients.login("CARD", person);

    Answer signedOut = admin.post(AdminCalls.DISABLE, login.userId() + "/sign-out");

    assertThat(signedOut.value("$.sessionsEnded")).isEqualTo(2);
    assertThat(clients.list(Tokens.ofLogin(login)).code()).isEqualTo("session_invalid");
    assertThat(clients.login("CARD", person).status()).isEqualTo(200);
  }

  @Test
  void an_account_is_closed_and_nothing_of_a_closing_one_is_unlinked() {
    Answer login = clients.login("CARD", person);
    String user = Long.toString(login.userId());
    clients.link(Tokens.ofLogin(login), "RIDDLE", person);
    String method = admin.get(AdminCalls.READ, user).text("$.loginMethods[1].id");

    Answer closing = admin.post(AdminCalls.CLOSE, user + "/closure");

    assertThat(closing.status()).isEqualTo(202);
    assertThat(admin.post(AdminCalls.CLOSE, user + "/closure").http().body())
        .isEqualTo(closing.http().body());
    assertThat(clients.login("CARD", person).code()).isEqualTo("account_closing");
    assertThat(admin.delete(AdminCalls.CLOSE, user + "/login-methods/" + method).code())
        .isEqualTo("user_inactive");
  }

  @Test
  void a_login_method_is_unlinked_unless_it_is_the_last_or_another_users() {
    Answer login = clients.login("CARD", person);
    String user = Long.toString(login.userId());
    clients.link(Tokens.ofLogin(login), "RIDDLE", person);
    Answer shown = admin.get(AdminCalls.READ, user);
    String first = shown.text("$.loginMethods[0].id");
    String second = shown.text("$.loginMethods[1].id");
    Answer other = clients.login("CARD", "other " + person);

    assertThat(admin.delete(AdminCalls.CLOSE, other.userId() + "/login-methods/" + first).code())
        .isEqualTo("not_found");
    assertThat(
            admin
                .delete(AdminCalls.CLOSE, user + "/login-methods/" + first)
                .value("$.sessionsEnded"))
        .isEqualTo(1);
    assertThat(admin.delete(AdminCalls.CLOSE, user + "/login-methods/" + second).code())
        .isEqualTo("last_login_method");
    assertThat(clients.login("RIDDLE", person).userId()).isEqualTo(login.userId());
  }

  /** SEC-91. */
  @ParameterizedTest
  @CsvSource({
    "GET, '', reader",
    "GET, /audit, reader",
    "POST, /disable, disabler",
    "POST, /enable, disabler",
    "POST, /sign-out, disabler",
    "POST, /closure, closer",
    "DELETE, /login-methods/4711, closer",
  })
  void each_call_needs_its_right_and_no_right_includes_another(
      String method, String path, String right) {
    Answer login = clients.login("CARD", person);
    String call = method + " /admin/v1/users/" + login.userId() + path;
    Map<String, String> tokens =
        Map.of(
            "reader", AdminCalls.READ, "disabler", AdminCalls.DISABLE, "closer", AdminCalls.CLOSE);

    tokens.forEach((name, token) -> {
      if (!name.equals(right)) {
        Answer refused = admin.send(token, call, "");
        assertThat(refused.status()).as(name).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("admin_right_missing");
      }
    });
    assertThat(clients.list(Tokens.ofLogin(login)).status()).isEqualTo(200);
    Answer search = admin.search(AdminCalls.CLOSE, "{\"name\":\"x\"}");
    assertThat(search.code()).isEqualTo("admin_right_missing");
    assertThat(admin.send(tokens.getOrDefault(right, ""), call, "").status()).isNotIn(401, 403);
  }

  /** SEC-91. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic YTpi", "bearer"})
  void without_a_token_of_ours_nothing_is_read_and_nothing_is_told(String header) {
    SessionCalls calls = new SessionCalls(admin.port());
    String[] headers =
        header.isEmpty()
            ? new String[] {"Content-Type", "application/json"}
            : new String[] {"Authorization", header, "Content-Type", "application/json"};

    for (String call :
        List.of(
            "GET /admin/v1/users/1",
            "GET /admin/v1/users/x",
            "POST /admin/v1/users/search",
            "DELETE /admin/v1/users/1/login-methods/x")) {
      Answer refused = calls.send(call, call.startsWith("POST") ? "no json" : "", headers);
      assertThat(refused.code()).as(call).isEqualTo("admin_token_invalid");
      assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  /** SEC-91. */
  @Test
  void no_token_opens_what_another_kind_opens() {
    Answer login = clients.login("CARD", person);
    Tokens tokens = Tokens.ofLogin(login);

    assertThat(admin.get(tokens.access(), "1").code()).isEqualTo("admin_token_invalid");
    assertThat(admin.get(tokens.refresh(), "1").code()).isEqualTo("admin_token_invalid");
    assertThat(new SessionCalls(replica.port()).me(AdminCalls.ALL).code())
        .isEqualTo("session_invalid");
  }

  @Test
  void two_tokens_are_none() {
    String twice =
        exchange(
            admin.port(),
            """
            GET /admin/v1/users/1 HTTP/1.1
            Host: localhost
            Authorization: Bearer %s
            Authorization: Bearer %s
            Connection: close

            """
                .formatted(AdminCalls.ALL, AdminCalls.ALL)
                .replace("\n", "\r\n"));

    assertThat(twice).startsWith("HTTP/1.1 401").contains("admin_token_invalid");
  }

  /** SEC-90. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /admin/v1/users/1",
        "GET /admin",
        "GET /admin/",
        "PUT /admin/v1/users/1",
        "POST /admin/v1/users/search",
        "GET /%61dmin/v1/users/1",
        "GET //admin/v1/users/1",
        "GET /./admin/v1/users/1",
        "GET /x/../admin/v1/users/1",
        "GET /x/%2e%2e/admin/v1/users/1",
      })
  void the_port_for_clients_knows_no_admin_api(String line) {
    String answer = raw(replica.port(), line);

    assertThat(answer).startsWith("HTTP/1.1 404").contains("\"not_found\"");
  }

  /** SEC-90. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /v1/me",
        "POST /v1/logins",
        "GET /openapi.json",
        "GET /.well-known/jwks.json",
        "GET /.well-known/openid-configuration",
        "GET /.well-known/oauth-authorization-server",
        "GET /actuator/health",
        "GET /error",
        "GET /admin/../v1/me",
        "GET /admin/%2e%2e/v1/me",
        "GET /adminx/v1/users/1",
        "GET /admin/v1/users",
      })
  void the_admin_port_serves_nothing_else(String line) {
    String answer = raw(admin.port(), line);

    assertThat(answer).startsWith("HTTP/1.1 404").contains("\"not_found\"");
  }

  /** SEC-29, SEC-32, SEC-90: what bounds the port for clients bounds this one. */
  @Test
  void the_admin_port_is_bounded_as_the_other() {
    assertThat(raw(admin.port(), "GET /admin/v1/users/1;x"))
        .startsWith("HTTP/1.1 400")
        .contains("\"invalid_request\"");
    assertThat(raw(admin.port(), "GET /admin/v1/users/1", "X-Long: " + "x".repeat(9 * 1024)))
        .startsWith("HTTP/1.1 431")
        .contains("\"headers_too_large\"");
    assertThat(raw(admin.port(), "GET /admin/v1/users/1", "X: y\r\n".repeat(70).strip()))
        .startsWith("HTTP/1.1 431");
    Answer large = admin.search(AdminCalls.READ, "\"" + "x".repeat(17 * 1024) + "\"");
    assertThat(large.code()).isEqualTo("payload_too_large");
    assertThat(large.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "01",
        "x",
        "1e3",
        "9999999999999999999",
        "4711000000",
        "%00",
        "1%20or%201"
      })
  void an_id_that_no_user_has_is_not_found(String id) {
    assertThat(admin.get(AdminCalls.ALL, id).status()).isIn(400, 404);
    assertThat(admin.get(AdminCalls.ALL, id + "/audit").status()).isIn(400, 404);
    assertThat(admin.post(AdminCalls.ALL, id + "/disable").status()).isIn(400, 404);
    assertThat(admin.post(AdminCalls.ALL, id + "/enable").status()).isIn(400, 404);
    assertThat(admin.post(AdminCalls.ALL, id + "/sign-out").status()).isIn(400, 404);
    assertThat(admin.post(AdminCalls.ALL, id + "/closure").status()).isIn(400, 404);
    String user = Long.toString(clients.login("CARD", person).userId());
    assertThat(admin.delete(AdminCalls.ALL, user + "/login-methods/" + id).status()).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|method",
        "{\"method\":\"CARD\"}|identification",
        "{\"method\":\"CARD\",\"identification\":\" \"}|identification",
        "{\"method\":\"a b\",\"identification\":\"x\"}|method",
        "{\"name\":7}|name",
        "{\"name\":\"x\",\"method\":\"CARD\"}|name",
        "{\"name\":\"x\",\"name\":\"y\"}|name",
        "[]|body",
      })
  void a_search_that_is_not_understood_names_the_field(String body, String field) {
    assertThat(admin.search(AdminCalls.READ, body).text("$.errors[0].field")).isEqualTo(field);
  }

  /** SEC-92, SEC-93. */
  @Test
  void the_records_tell_the_token_and_are_read_page_by_page() {
    Answer login = clients.login("CARD", person);
    String user = Long.toString(login.userId());
    admin.post(AdminCalls.DISABLE, user + "/disable");
    admin.get(AdminCalls.READ, user);
    String audit = user + "/audit";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            admin
                .get(AdminCalls.ALL, audit + "?limit=100")
                .value("$.entries[*].event")
                .toString()
                .contains("\"lookup\",\"session_end\""));

    Answer last = admin.get(AdminCalls.ALL, audit + "?limit=100");
    String disabling = "$.entries[?(@.event=='disabling')].address";
    assertThat(last.value(disabling).toString()).isEqualTo("[\"token:disabler\"]");
    assertThat(last.value("$.entries[?(@.event=='lookup')].address").toString())
        .contains("token:reader");
    assertThat(last.http().body()).doesNotContain(person).doesNotContain(AdminCalls.READ);

    Answer first = admin.get(AdminCalls.ALL, audit + "?limit=1");
    String cursor = first.text("$.next");
    Answer second = admin.get(AdminCalls.ALL, audit + "?limit=1&cursor=" + cursor);
    assertThat(second.text("$.entries[0].at")).isLessThanOrEqualTo(first.text("$.entries[0].at"));
    Answer stranger = clients.login("CARD", "other " + person);
    assertThat(
            admin
                .get(AdminCalls.ALL, stranger.userId() + "/audit?cursor=" + cursor)
                .value("$.entries[?(@.event=='disabling')]")
                .toString())
        .as("a cursor opens no records of another user")
        .isEqualTo("[]");
  }

  /** SEC-93. */
  @ParameterizedTest
  @ValueSource(strings = {"cursor=x", "cursor=", "cursor=%27", "limit=0", "limit=101", "limit=x"})
  void a_position_that_is_none_of_ours_is_refused(String query) {
    Answer login = clients.login("CARD", person);

    Answer refused = admin.get(AdminCalls.READ, login.userId() + "/audit?" + query);

    assertThat(refused.code()).isEqualTo("invalid_request");
    assertThat(refused.text("$.errors[0].field")).isEqualTo(query.replaceFirst("=.*", ""));
  }

  /** SEC-91. */
  @Test
  void a_token_that_is_presented_too_often_waits_and_no_other_does() {
    int port = FreePort.next();
    Map<String, String> settings = new HashMap<>(AdminCalls.settings(port));
    settings.put("gatehouse.limits.requests-per-minute", "10");
    settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
    settings.put("gatehouse.session.signing-keys", TestKeys.file().toString());
    try (EmbeddedReplica _ = EmbeddedReplica.startOnFakes(settings, TicketMethods.class)) {
      for (int i = 1; i <= 10; i++) {
        assertThat(fromAddress(port, "203.0.113." + i, AdminCalls.READ).status()).isEqualTo(404);
      }

      Answer refused = fromAddress(port, "203.0.113.11", AdminCalls.READ);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("rate_limited");
      assertThat(refused.header("Retry-After")).isEqualTo("6");
      assertThat(fromAddress(port, "203.0.113.11", AdminCalls.ALL).status()).isEqualTo(404);
    }
  }

  private static Answer fromAddress(int port, String address, String token) {
    return new SessionCalls(port)
        .send(
            "GET /admin/v1/users/4711",
            "",
            "X-Forwarded-For",
            address,
            "Authorization",
            "Bearer " + token);
  }

  @Test
  void sessions_that_the_admin_api_ends_are_counted() {
    Scrape before = replica.scrape();
    Answer login = clients.login("CARD", person);
    String user = Long.toString(login.userId());
    clients.link(Tokens.ofLogin(login), "RIDDLE", person);

    admin.post(AdminCalls.DISABLE, user + "/sign-out");
    clients.login("CARD", person);
    clients.login("RIDDLE", person);
    admin.delete(
        AdminCalls.CLOSE,
        user + "/login-methods/" + admin.get(AdminCalls.READ, user).text("$.loginMethods[1].id"));
    admin.post(AdminCalls.DISABLE, user + "/disable");
    admin.post(AdminCalls.DISABLE, user + "/enable");
    clients.login("CARD", person);
    admin.post(AdminCalls.CLOSE, user + "/closure");

    Scrape after = replica.scrape();
    for (String reason :
        List.of(
            "signed_out_everywhere", "login_method_unlinked", "user_disabled", "account_closing")) {
      String ended = "gatehouse_sessions_ended_total";
      assertThat(after.sum(ended, "reason=" + reason) - before.sum(ended, "reason=" + reason))
          .as(reason)
          .isEqualTo(1);
    }
  }

  @RepeatedTest(ROUNDS)
  void no_session_of_a_user_outlives_the_disabling() throws Exception {
    Answer before = clients.login("CARD", person);

    List<Answer> both =
        atOnce(
            () -> admin.post(AdminCalls.DISABLE, before.userId() + "/disable"),
            () -> clients.login("CARD", person));

    assertThat(both.getFirst().status()).isEqualTo(204);
    if (both.getLast().status() == 200) {
      assertThat(clients.list(Tokens.ofLogin(both.getLast())).code()).isEqualTo("session_invalid");
    } else {
      assertThat(both.getLast().code()).isIn("account_restricted", "credential_rejected");
    }
    assertThat(clients.list(Tokens.ofLogin(before)).code()).isEqualTo("session_invalid");
  }

  private static String raw(int port, String line, String... headers) {
    return exchange(
        port,
        line
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
            + "\r\n");
  }

  private static String exchange(int port, String request) {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(request).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Answer> atOnce(Callable<Answer> first, Callable<Answer> second)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> running =
          List.of(first, second).stream()
              .map(call ->
                  threads.submit(() -> {
                    start.await();
                    return call.call();
                  }))
              .toList();
      start.countDown();
      return List.of(running.getFirst().get(), running.getLast().get());
    }
  }
}
