package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.SettableTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** A person who is unknown is asked before a user is registered, by apps. On each database. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.wechat.apps.web.id=wx0123456789abcdef",
      "gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210"
    })
@Import({TicketMethods.class, SettableTime.class})
abstract class AskedLoginContract {

  private static final String VERIFIER = "v".repeat(43);
  private static final int ROUNDS = 10;

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;

  private AccountCalls calls;
  private String person;

  @BeforeEach
  void connect() {
    calls = new AccountCalls(port);
    person = UUID.randomUUID().toString();
  }

  @Test
  void an_unknown_person_is_not_registered_until_the_person_says_so() {
    long users = users();

    Answer asked = ask(person);

    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("not_registered");
    assertThat(asked.header("Cache-Control")).isEqualTo("no-store");
    assertThat(asked.http().body()).doesNotContain(person);
    assertThat(users()).isEqualTo(users);
    Answer registered = proceed(asked.text("$.ticket"), "new", VERIFIER);
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.text("$.user.name")).isEqualTo("小明");
    assertThat(calls.list(Tokens.ofLogin(registered)).value("$[*].method"))
        .isEqualTo(List.of("CARD"));
    Answer known = ask(person);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.userId()).isEqualTo(registered.userId());
  }

  @Test
  void a_person_with_an_account_links_it() {
    Answer first = calls.login("RIDDLE", person);
    Tokens session = Tokens.ofLogin(first);

    Answer linked = link(session, ask(person).text("$.ticket"));

    assertThat(linked.status()).isEqualTo(201);
    assertThat(linked.text("$.method")).isEqualTo("CARD");
    assertThat(calls.login("CARD", person).userId()).isEqualTo(first.userId());
  }

  /** SEC-80. */
  @Test
  void a_ticket_works_once_for_its_own_client() {
    String ticket = ask(person).text("$.ticket");
    long users = users();

    assertRejected(proceed(ticket, "new", "w".repeat(43)));
    assertRejected(proceed(ticket, "new", null));
    assertRejected(proceed(ticket.substring(1), "new", VERIFIER));
    assertRejected(proceed("", "new", VERIFIER));
    assertThat(users()).isEqualTo(users);
    assertThat(proceed(ticket, "new", VERIFIER).status()).isEqualTo(201);
    assertRejected(proceed(ticket, "new", VERIFIER));
    assertRejected(link(Tokens.ofLogin(calls.login("RIDDLE", person)), ticket));
    assertThat(users()).isEqualTo(users + 2);
  }

  /** SEC-80: every answer is the same but for what names the request. */
  private static void assertRejected(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("credential_rejected");
    assertThat(answer.text("$.detail")).isEqualTo("登录凭证错误、已使用或已过期，请重新登录。");
  }

  /** SEC-80. */
  @Test
  void a_ticket_is_good_for_ten_minutes() {
    String ticket = ask(person).text("$.ticket");
    SettableTime.CLOCK.advance(Duration.ofMinutes(10));

    assertRejected(proceed(ticket, "new", VERIFIER));
  }

  /** SEC-81. */
  @Test
  void a_ticket_of_one_kind_is_none_of_another() {
    Answer owner = calls.login("RIDDLE", person);
    String ticket = ask(person).text("$.ticket");
    calls.post(Tokens.ofLogin(owner), "/v1/me/closure", "");
    String closing = calls.login("RIDDLE", person).text("$.ticket");

    assertRejected(proceed(closing, "new", VERIFIER));
    assertThat(
            new SessionCalls(port)
                .send(
                    "POST /v1/closures/cancel",
                    "{\"ticket\":\"" + ticket + "\"}",
                    "Content-Type",
                    "application/json")
                .code())
        .isEqualTo("credential_rejected");
    assertThat(proceed(ticket, "new", VERIFIER).status()).isEqualTo(201);
  }

  /** SEC-81: a 403 spends no ticket. */
  @Test
  void a_session_that_is_not_fresh_is_confirmed_and_the_ticket_is_still_good() {
    Tokens session = Tokens.ofLogin(calls.login("RIDDLE", person));
    SettableTime.CLOCK.advance(Duration.ofMinutes(6));
    String ticket = ask(person).text("$.ticket");

    Answer refused = link(session, ticket);
    calls.confirm(session, "RIDDLE", person);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("confirmation_required");
    assertThat(link(session, ticket).status()).isEqualTo(201);
  }

  @Test
  void an_identity_that_was_registered_in_the_meantime_is_logged_in_or_taken() {
    String first = ask(person).text("$.ticket");
    String second = ask(person).text("$.ticket");
    Answer elsewhere = calls.login("CARD", person);

    Answer known = proceed(first, "new", VERIFIER);
    Answer taken = link(Tokens.ofLogin(calls.login("RIDDLE", person)), second);

    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.userId()).isEqualTo(elsewhere.userId());
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("identity_taken");
  }

  @Test
  void an_account_that_is_closing_refuses_and_spends_no_ticket() {
    String ticket = ask(person).text("$.ticket");
    calls.post(Tokens.ofLogin(calls.login("CARD", person)), "/v1/me/closure", "");

    assertThat(proceed(ticket, "new", VERIFIER).code()).isEqualTo("account_closing");
    assertThat(proceed(ticket, "new", VERIFIER).code()).isEqualTo("account_closing");
  }

  @Test
  void a_link_needs_a_session() {
    String ticket = ask(person).text("$.ticket");

    assertThat(proceed(ticket, "link", VERIFIER).code()).isEqualTo("session_invalid");
    assertThat(proceed(ticket, "new", VERIFIER).status()).isEqualTo(201);
  }

  @Test
  void of_two_uses_of_one_ticket_at_once_one_works() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String each = UUID.randomUUID().toString();
      String ticket = ask(each).text("$.ticket");
      CountDownLatch start = new CountDownLatch(1);
      List<Integer> statuses = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> uses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          uses.add(
              threads.submit(() -> {
                start.await();
                return proceed(ticket, "new", VERIFIER).status();
              }));
        }
        start.countDown();
        for (Future<Integer> use : uses) {
          statuses.add(use.get());
        }
      }

      assertThat(statuses).containsExactlyInAnyOrder(201, 401, 401, 401);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ",'register':'now','verifierHash':'%s'; register; malformed",
        ",'register':1; register; wrong_type",
        ",'register':'ask','verifierHash':'short'; verifierHash; malformed",
        ",'register':'ask','verifierHash':null; verifierHash; wrong_type",
      })
  void what_the_service_does_not_understand_is_refused(String members, String field, String why) {
    Answer refused = post("CARD", members.replace('\'', '"').formatted(hash()));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("$.errors[0].field")).isEqualTo(field);
    assertThat(refused.text("$.errors[0].reason")).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'as':'new'}; ticket; missing",
        "{'ticket':'%s'}; as; missing",
        "{'ticket':'%s','as':'old','verifier':'%s'}; as; malformed",
      })
  void an_answer_of_the_person_has_a_form(String body, String field, String why) {
    Answer refused =
        send(body.replace('\'', '"').formatted(ask(person).text("$.ticket"), VERIFIER));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("$.errors[0].field")).isEqualTo(field);
    assertThat(refused.text("$.errors[0].reason")).isEqualTo(why);
  }

  /** SEC-83. */
  @Test
  void a_dormant_identity_asks_for_another_login_method_of_its_user() {
    Answer owner = dormantNumber();

    Answer asked = post("NUMBER", hashed());
    Answer linked = link(Tokens.ofLogin(calls.login("CARD", person)), asked.text("$.ticket"));

    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.code()).isEqualTo("confirmation_required");
    assertThat(asked.http().body()).doesNotContain(person, "小明", "\"freshFor\"");
    assertThat(linked.status()).isEqualTo(200);
    assertThat(linked.text("$.method")).isEqualTo("NUMBER");
    Answer now = calls.login("NUMBER", person);
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.userId()).isEqualTo(owner.userId());
    assertThat(now.http().body()).doesNotContain("dormant");
  }

  /** SEC-83. */
  @Test
  void the_new_owner_of_a_dormant_identity_registers_and_takes_it() {
    Answer owner = dormantNumber();
    String ticket = post("NUMBER", hashed()).text("$.ticket");
    String unspent = post("NUMBER", hashed()).text("$.ticket");

    assertRejected(notMine("CARD", ticket));
    assertRejected(notMine("NUMBER", ask(UUID.randomUUID().toString()).text("$.ticket")));
    Answer taken = notMine("NUMBER", ticket);

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.userId()).isNotEqualTo(owner.userId());
    assertRejected(notMine("NUMBER", ticket));
    assertRejected(notMine("NUMBER", unspent));
    assertThat(audited("reassignment", owner.userId())).isOne();
    assertThat(audited("registration", taken.userId())).isOne();
  }

  @Test
  void a_dormant_identity_that_alone_opens_an_account_logs_in_and_says_so() {
    Answer owner = calls.login("NUMBER", person);
    SettableTime.CLOCK.advance(Duration.ofDays(91));

    Answer login = calls.login("NUMBER", person);

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.userId()).isEqualTo(owner.userId());
    assertThat(login.value("$.dormant")).isEqualTo(true);
    assertThat(calls.login("NUMBER", person).http().body()).doesNotContain("dormant");
  }

  private Answer dormantNumber() {
    Answer owner = calls.login("NUMBER", person);
    calls.link(Tokens.ofLogin(owner), "CARD", person);
    SettableTime.CLOCK.advance(Duration.ofDays(91));
    return owner;
  }

  private Answer notMine(String method, String ticket) {
    return new SessionCalls(port)
        .send(
            "POST /v1/logins/" + method + "/not-mine",
            "{\"ticket\":\"%s\",\"verifier\":\"%s\"}".formatted(ticket, VERIFIER),
            "Content-Type",
            "application/json");
  }

  private long audited(String event, long user) {
    Long records =
        new JdbcTemplate(dataSource)
            .queryForObject(
                "select count(*) from `audit_log` where `event` = ? and `user_id` = ?",
                Long.class,
                event,
                user);
    return records == null ? 0 : records;
  }

  private Answer ask(String name) {
    person = name;
    return post("CARD", ",\"register\":\"ask\"" + hashed());
  }

  private static String hashed() {
    return ",\"verifierHash\":\"" + hash() + "\"";
  }

  private Answer post(String method, String members) {
    return new LoginCalls(port)
        .post(
            "{\"method\":\"%s\",\"credential\":{\"ticket\":\"%s\"}%s}"
                .formatted(method, person, members));
  }

  private Answer proceed(String ticket, String as, @Nullable String verifier) {
    return send(body(ticket, as, verifier));
  }

  private Answer send(String body) {
    return new SessionCalls(port)
        .send("POST /v1/logins/continue", body, "Content-Type", "application/json");
  }

  private Answer link(Tokens session, String ticket) {
    return calls.post(session, "/v1/logins/continue", body(ticket, "link", VERIFIER));
  }

  private static String body(String ticket, String as, @Nullable String verifier) {
    String secret = verifier == null ? "" : ",\"verifier\":\"" + verifier + "\"";
    return "{\"ticket\":\"%s\",\"as\":\"%s\"%s}".formatted(ticket, as, secret);
  }

  private static String hash() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(SecretHash.ofSecret(VERIFIER).bytes());
  }

  private long users() {
    Long users =
        new JdbcTemplate(dataSource).queryForObject("select count(*) from `user`", Long.class);
    return users == null ? 0 : users;
  }
}
