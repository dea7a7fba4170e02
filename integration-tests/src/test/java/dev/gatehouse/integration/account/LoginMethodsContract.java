package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.application.operation.ExpiringRows;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.SettableTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two login methods that main code has never heard of, linked, confirmed and unlinked over HTTP, on
 * each database. A ticket proves the person of the same name.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.wechat.apps.web.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210"
    })
@Import({TicketMethods.class, SettableTime.class})
@ExtendWith(OutputCaptureExtension.class)
abstract class LoginMethodsContract {

  private static final int ROUNDS = 20;

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private DataSource dataSource;
  @Autowired private List<ExpiringRows> expiring;

  private AccountCalls calls;
  private String person;

  @BeforeEach
  void connect() {
    calls = new AccountCalls(port);
    person = newPerson();
  }

  @Test
  void a_user_links_a_second_method_and_logs_in_by_either() {
    Answer first = calls.login("CARD", person);
    Tokens session = Tokens.ofLogin(first);

    Answer linked = calls.link(session, "RIDDLE", person);
    Answer again = calls.link(session, "RIDDLE", person);

    assertThat(linked.status()).isEqualTo(201);
    assertThat(linked.header("Cache-Control")).isEqualTo("no-store");
    assertThat(linked.text("$.method")).isEqualTo("RIDDLE");
    assertThat(linked.http().body()).doesNotContain(person);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("$.id")).isEqualTo(linked.text("$.id"));
    Answer bySecond = calls.login("RIDDLE", person);
    assertThat(bySecond.status()).isEqualTo(200);
    assertThat(bySecond.userId()).isEqualTo(first.userId());
    assertThat(calls.list(session).value("$[*].method")).isEqualTo(List.of("CARD", "RIDDLE"));
    assertThat(calls.list(session).value("$[*].current")).isEqualTo(List.of(true, false));
    assertThat(calls.list(Tokens.ofLogin(bySecond)).value("$[*].current"))
        .isEqualTo(List.of(false, true));
  }

  /** SEC-57. */
  @Test
  void after_five_minutes_a_change_needs_a_confirmation() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    SettableTime.CLOCK.advance(Duration.ofMinutes(5).plusSeconds(1));

    Answer refused = calls.link(session, "RIDDLE", person);
    Answer confirmed = calls.confirm(session, "CARD", person);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("confirmation_required");
    assertThat(refused.value("$.freshFor")).isEqualTo(300);
    assertThat(confirmed.status()).isEqualTo(204);
    assertThat(calls.link(session, "RIDDLE", person).status()).isEqualTo(201);
  }

  /** SEC-58; accounts.md 3, case 15. */
  @Test
  void a_proof_of_another_user_or_of_none_confirms_nothing() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    String other = newPerson();
    calls.login("CARD", other);
    long users = users();
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));

    for (String stranger : List.of(other, newPerson())) {
      assertThat(calls.confirm(session, "CARD", stranger).code()).isEqualTo("credential_rejected");
    }

    assertThat(users()).isEqualTo(users);
    assertThat(calls.link(session, "RIDDLE", person).code()).isEqualTo("confirmation_required");
  }

  /** SEC-59. */
  @Test
  void an_identity_of_another_user_stays_with_that_user() {
    long owner = calls.login("RIDDLE", person).userId();
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));

    Answer taken = calls.link(session, "RIDDLE", person);

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("identity_taken");
    assertThat(taken.http().body()).doesNotContain("\"" + owner + "\"", ":" + owner);
    assertThat(calls.login("RIDDLE", person).userId()).isEqualTo(owner);
  }

  @Test
  void a_method_that_is_unlinked_leads_to_a_new_user_and_its_sessions_end() {
    Answer first = calls.login("CARD", person);
    Tokens session = Tokens.ofLogin(first);
    calls.link(session, "RIDDLE", person);
    Tokens byRiddle = Tokens.ofLogin(calls.login("RIDDLE", person));

    Answer unlinked = calls.unlink(session, calls.id(session, 1));

    assertThat(unlinked.status()).isEqualTo(200);
    assertThat(unlinked.value("$.sessionsEnded")).isEqualTo(1);
    assertThat(calls.list(byRiddle).status()).isEqualTo(401);
    assertThat(calls.list(session).value("$[*].method")).isEqualTo(List.of("CARD"));
    Answer stranger = calls.login("RIDDLE", person);
    assertThat(stranger.status()).isEqualTo(201);
    assertThat(stranger.userId()).isNotEqualTo(first.userId());
  }

  @Test
  void the_last_method_stays_and_what_is_not_there_is_not_found() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));

    Answer last = calls.unlink(session, calls.id(session, 0));

    assertThat(last.status()).isEqualTo(409);
    assertThat(last.code()).isEqualTo("last_login_method");
    for (String id : List.of("999999999", "0", "x", "1e9")) {
      assertThat(calls.unlink(session, id).code()).isEqualTo("not_found");
    }
  }

  /** accounts.md 3, case 22. */
  @Test
  void a_user_exchanges_one_identity_of_a_method_for_another_in_one_session() {
    Answer login = calls.login("CARD", person);
    Tokens session = Tokens.ofLogin(login);
    String renewed = newPerson();

    assertThat(calls.link(session, "CARD", renewed).status()).isEqualTo(201);
    assertThat(calls.unlink(session, calls.id(session, 0)).status()).isEqualTo(200);

    assertThat(calls.list(session).value("$[*].method").toString()).isEqualTo("[\"CARD\"]");
    assertThat(calls.login("CARD", renewed).userId()).isEqualTo(login.userId());
    assertThat(calls.login("CARD", person).userId()).isNotEqualTo(login.userId());
  }

  /** accounts.md 3, case 21. */
  @Test
  void a_user_has_at_most_twenty_methods() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    for (int i = 1; i < 20; i++) {
      assertThat(calls.link(session, "CARD", newPerson()).status()).isEqualTo(201);
    }

    Answer oneMore = calls.link(session, "CARD", newPerson());

    assertThat(oneMore.status()).isEqualTo(409);
    assertThat(oneMore.code()).isEqualTo("too_many_login_methods");
  }

  /** SEC-61, SEC-62. */
  @Test
  void a_closing_account_refuses_logins_and_is_kept_by_its_ticket_once() {
    Answer first = calls.login("CARD", person);
    Tokens session = Tokens.ofLogin(first);
    Tokens other = Tokens.ofLogin(calls.login("CARD", person));

    Answer closing = calls.post(session, "/v1/me/closure", "");
    Answer login = calls.login("CARD", person);

    assertThat(closing.status()).isEqualTo(202);
    assertThat(Instant.parse(closing.text("$.closesAt")))
        .isEqualTo(
            SettableTime.CLOCK.instant().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(7)));
    for (Tokens ended : List.of(session, other)) {
      assertThat(calls.list(ended).code()).isEqualTo("session_invalid");
      assertThat(new SessionCalls(port).refresh(ended.refresh()).code())
          .isEqualTo("session_invalid");
    }
    assertThat(login.status()).isEqualTo(403);
    assertThat(login.code()).isEqualTo("account_closing");
    assertThat(login.text("$.closesAt")).isEqualTo(closing.text("$.closesAt"));
    String ticket = login.text("$.ticket");
    assertThat(cancel(ticket.substring(1)).code()).isEqualTo("credential_rejected");
    Answer cancelled = cancel(ticket);
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.userId()).isEqualTo(first.userId());
    assertThat(calls.list(Tokens.ofLogin(cancelled)).status()).isEqualTo(200);
    assertThat(cancel(ticket).code()).isEqualTo("credential_rejected");
    assertThat(calls.login("CARD", person).userId()).isEqualTo(first.userId());
  }

  /** SEC-31; the code of such a method could be a secret in the wrong field. */
  @ParameterizedTest
  @ValueSource(strings = {"Planted", "0 planted"})
  void an_attempt_with_an_unknown_method_leaves_lines_and_records_without_its_code(
      String method, CapturedOutput output) {
    Answer first = calls.login("CARD", person);
    Tokens session = Tokens.ofLogin(first);

    assertThat(calls.link(session, method, person).code()).isEqualTo("unknown_login_method");
    assertThat(calls.confirm(session, method, person).code()).isEqualTo("unknown_login_method");

    String ending = " method=- channel=- outcome=unknown_login_method user=" + first.userId();
    assertThat(output.getAll())
        .contains("account link" + ending + " ", "account confirm" + ending + " ")
        .doesNotContainIgnoringCase("planted");
    await()
        .untilAsserted(() ->
            assertThat(
                    new JdbcTemplate(dataSource)
                        .queryForList(
                            "select concat(`event`, ' ', `outcome`) from `audit_log` where"
                                + " `user_id` = ? and `event` in ('link', 'confirm') and"
                                + " `login_method` is null",
                            String.class,
                            first.userId()))
                .containsExactlyInAnyOrder(
                    "link unknown_login_method", "confirm unknown_login_method"));
  }

  /** SEC-31. */
  @Test
  void a_cancelled_closure_is_a_login_in_log_metrics_and_audit(CapturedOutput output) {
    Answer first = calls.login("CARD", person);
    calls.post(Tokens.ofLogin(first), "/v1/me/closure", "");
    String ticket = calls.login("CARD", person).text("$.ticket");
    double before = returned();

    assertThat(cancel(ticket).status()).isEqualTo(200);
    assertThat(cancel(ticket).code()).isEqualTo("credential_rejected");

    assertThat(returned() - before).isEqualTo(1);
    assertThat(output.getAll().lines())
        .filteredOn(line ->
            line.contains("login method=CARD channel=- outcome=returned user=" + first.userId()))
        .hasSize(1);
    await()
        .untilAsserted(() ->
            assertThat(
                    new JdbcTemplate(dataSource)
                        .queryForList(
                            "select concat(`event`, ' ', `outcome`) from `audit_log`"
                                + " where `user_id` = ? and `event` in ('reopening', 'login')",
                            String.class,
                            first.userId()))
                .containsExactlyInAnyOrder("reopening success", "login success"));
  }

  private double returned() {
    return Scrape.of(new LoginCalls(managementPort))
        .sum("gatehouse_logins_seconds_count", "method=CARD", "outcome=returned");
  }

  /** SEC-82. */
  @Test
  void another_site_cannot_have_a_browser_keep_an_account() {
    calls.post(Tokens.ofLogin(calls.login("CARD", person)), "/v1/me/closure", "");
    String form = "ticket=" + calls.login("CARD", person).text("$.ticket");

    Answer foreign = cancelByForm(form, "Sec-Fetch-Site", "cross-site");
    Answer foreignOrigin = cancelByForm(form, "Origin", "https://evil.example");
    Answer own = cancelByForm(form, "Sec-Fetch-Site", "same-origin");

    assertThat(foreign.code()).isEqualTo("state_mismatch");
    assertThat(foreignOrigin.code()).isEqualTo("state_mismatch");
    assertThat(own.status()).isEqualTo(303);
    assertThat(own.header("Location")).isEqualTo("/");
    assertThat(own.header("Set-Cookie")).startsWith("gatehouse_session=");
    assertThat(cancelByForm(form, "Sec-Fetch-Site", "same-origin").code())
        .isEqualTo("credential_rejected");
  }

  private Answer cancelByForm(String form, String header, String value) {
    return new SessionCalls(port)
        .send(
            "POST /v1/closures/cancel",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded",
            header,
            value);
  }

  @Test
  void a_user_who_was_disabled_meanwhile_keeps_the_account_and_is_not_logged_in() {
    Answer first = calls.login("CARD", person);
    calls.post(Tokens.ofLogin(first), "/v1/me/closure", "");
    String ticket = calls.login("CARD", person).text("$.ticket");
    JdbcTemplate database = new JdbcTemplate(dataSource);
    database.update(
        "update `user` set `disabled_at` = `created_at` where `id` = ?", first.userId());

    assertThat(cancel(ticket).code()).isEqualTo("account_restricted");
    assertThat(
            database.queryForMap("select `closes_at` from `user` where `id` = ?", first.userId()))
        .containsEntry("closes_at", null);
  }

  @Test
  void a_ticket_is_good_for_ten_minutes() {
    calls.post(Tokens.ofLogin(calls.login("CARD", person)), "/v1/me/closure", "");
    String ticket = calls.login("CARD", person).text("$.ticket");
    SettableTime.CLOCK.advance(Duration.ofMinutes(10));

    assertThat(cancel(ticket).code()).isEqualTo("credential_rejected");
    assertThat(cancel(calls.login("CARD", person).text("$.ticket")).status()).isEqualTo(200);
  }

  /** accounts.md 3, case 14. */
  @Test
  void after_the_grace_time_the_person_is_a_new_user() {
    Answer first = calls.login("CARD", person);
    calls.link(Tokens.ofLogin(first), "RIDDLE", person);
    calls.post(Tokens.ofLogin(first), "/v1/me/closure", "");
    SettableTime.CLOCK.advance(Duration.ofDays(7));
    String ticket = calls.login("CARD", person).text("$.ticket");

    assertThat(cancel(ticket).code()).isEqualTo("credential_rejected");
    expiring.forEach(rows -> rows.removeExpired(SettableTime.CLOCK.instant(), 200));

    Answer again = calls.login("CARD", person);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.userId()).isNotEqualTo(first.userId());
    assertThat(
            new JdbcTemplate(dataSource)
                .queryForMap("select `name`, `age` from `user` where `id` = ?", first.userId()))
        .containsEntry("name", "用户")
        .containsEntry("age", null);
  }

  @Test
  void an_account_is_closed_by_a_fresh_session_alone() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));

    assertThat(calls.post(session, "/v1/me/closure", "").code()).isEqualTo("confirmation_required");
    assertThat(calls.list(session).status()).isEqualTo(200);
  }

  private Answer cancel(String ticket) {
    return new SessionCalls(port)
        .send(
            "POST /v1/closures/cancel",
            "{\"ticket\":\"" + ticket + "\"}",
            "Content-Type",
            "application/json");
  }

  @Test
  void a_user_changes_name_and_age() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));

    Answer changed = calls.patch(session, "{\"name\":\" 王伟 \",\"age\":42,\"other\":[1]}");
    Answer aged = calls.patch(session, "{\"age\":null}");
    Answer unchanged = calls.patch(session, "{}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("Cache-Control")).isEqualTo("no-store");
    assertThat(changed.text("$.name")).isEqualTo("王伟");
    assertThat(changed.value("$.age")).isEqualTo(42);
    assertThat(aged.text("$.name")).isEqualTo("王伟");
    assertThat(aged.http().body()).contains("\"age\":null");
    assertThat(unchanged.http().body()).isEqualTo(aged.http().body());
    assertThat(calls.login("CARD", person).text("$.user.name")).isEqualTo("王伟");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'name':''}; name; blank",
        "{'name':'\\u200b'}; name; blank",
        "{'name':null}; name; wrong_type",
        "{'name':7}; name; wrong_type",
        "{'name':'a\\u202eb'}; name; malformed",
        "{'name':'a','name':'b'}; name; doubled",
        "{'age':-1}; age; malformed",
        "{'age':151}; age; malformed",
        "{'age':1e2}; age; wrong_type",
        "{'age':'42'}; age; wrong_type",
        "{'age':99999999999999999999}; age; malformed",
      })
  void what_is_no_name_or_age_is_refused(String body, String field, String reason) {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));

    Answer refused = calls.patch(session, body.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("$.errors[0].field")).isEqualTo(field);
    assertThat(refused.text("$.errors[0].reason")).isEqualTo(reason);
    assertThat(calls.login("CARD", person).text("$.user.name")).isEqualTo("小明");
  }

  @Test
  void a_name_has_at_most_64_characters_as_a_reader_counts_code_points() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));

    assertThat(calls.patch(session, "{\"name\":\"" + "😀".repeat(64) + "\"}").status())
        .isEqualTo(200);
    assertThat(
            calls
                .patch(session, "{\"name\":\"" + "😀".repeat(65) + "\"}")
                .text("$.errors[0].reason"))
        .isEqualTo("too_long");
  }

  /** SEC-26, SEC-50: the same checks as for every other call by a session. */
  @Test
  void without_a_live_session_from_our_own_pages_nothing_is_changed() {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    SessionCalls plain = new SessionCalls(port);
    String body = "{\"method\":\"RIDDLE\",\"credential\":{\"ticket\":\"" + person + "\"}}";
    for (String call :
        List.of(
            "POST /v1/me/login-methods",
            "POST /v1/session/confirm",
            "PATCH /v1/me",
            "POST /v1/me/closure",
            "DELETE /v1/me/login-methods/1")) {
      String[] json = {"Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"};
      assertThat(plain.send(call, body, json).code()).isEqualTo("session_invalid");
      assertThat(plain.withCookie(call, session.refresh(), json).code())
          .isEqualTo("session_invalid");
    }
    calls.send(session, "DELETE /v1/session", "");

    assertThat(calls.link(session, "RIDDLE", person).code()).isEqualTo("session_invalid");
    assertThat(calls.confirm(session, "CARD", person).code()).isEqualTo("session_invalid");
    assertThat(calls.list(session).code()).isEqualTo("session_invalid");
  }

  /** SEC-37. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json;charset=utf-16"})
  void a_body_that_is_not_json_in_utf_8_is_refused(String type) {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    for (String call :
        List.of(
            "POST /v1/me/login-methods",
            "POST /v1/session/confirm",
            "PATCH /v1/me",
            "POST /v1/closures/cancel")) {
      String body = "{\"method\":\"RIDDLE\",\"credential\":{\"ticket\":\"" + person + "\"}}";
      assertThat(calls.send(session, call, body, "Content-Type", type).status())
          .as(call)
          .isEqualTo(415);
    }
  }

  /** accounts.md 3, case 3. */
  @Test
  void of_two_links_of_one_identity_at_once_one_adds_it() throws Exception {
    Tokens session = Tokens.ofLogin(calls.login("CARD", person));
    for (int round = 0; round < ROUNDS; round++) {
      String ticket = newPerson();

      List<Integer> statuses =
          atOnce(
              () -> calls.link(session, "RIDDLE", ticket).status(),
              () -> calls.link(session, "RIDDLE", ticket).status());

      assertThat(statuses).containsExactlyInAnyOrder(200, 201);
      calls.unlink(session, calls.id(session, 1));
      SettableTime.CLOCK.advance(Duration.ofSeconds(5));
    }
  }

  private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running =
          List.of(one, other).stream()
              .map(call ->
                  threads.submit(() -> {
                    start.await();
                    return call.call();
                  }))
              .toList();
      start.countDown();
      return List.of(running.get(0).get(), running.get(1).get());
    }
  }

  private long users() {
    Long users =
        new JdbcTemplate(dataSource).queryForObject("select count(*) from `user`", Long.class);
    return users == null ? 0 : users;
  }

  private static String newPerson() {
    return UUID.randomUUID().toString();
  }
}
