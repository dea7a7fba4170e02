package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Changes of one account at the same moment on two replicas over one MySQL. */
@Tag("mysql")
class AccountReplicasTest {

  private static final int ROUNDS = 15;
  private static final String VERIFIER = "v".repeat(43);

  private static MySqlDatabase mySql;
  private static EmbeddedReplica one;
  private static EmbeddedReplica two;

  private final String person = UUID.randomUUID().toString();
  private AccountCalls here;
  private AccountCalls there;

  @BeforeAll
  static void start() throws SQLException {
    mySql = MySqlDatabase.create();
    Map<String, String> settings =
        Map.of(
            "spring.datasource.url",
            mySql.url(),
            "spring.datasource.username",
            mySql.username(),
            "spring.datasource.password",
            mySql.password(),
            "gatehouse.limits.requests-per-minute",
            "0",
            "gatehouse.session.signing-keys",
            TestKeys.file().toString());
    one = EmbeddedReplica.startOnFakes(settings, TicketMethods.class);
    two = EmbeddedReplica.startOnFakes(settings, TicketMethods.class);
  }

  @BeforeEach
  void connect() {
    here = new AccountCalls(one.port());
    there = new AccountCalls(two.port());
  }

  @AfterAll
  static void stop() throws SQLException {
    one.close();
    two.close();
    mySql.close();
  }

  /** accounts.md 3, case 1. */
  @RepeatedTest(ROUNDS)
  void of_two_users_who_link_one_identity_one_gets_it() throws Exception {
    Answer a = here.login("CARD", person);
    Answer b = there.login("CARD", "other " + person);

    List<Answer> links =
        atOnce(
            () -> here.link(Tokens.ofLogin(a), "RIDDLE", person),
            () -> there.link(Tokens.ofLogin(b), "RIDDLE", person));

    assertThat(links).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
    long owner = links.getFirst().status() == 201 ? a.userId() : b.userId();
    assertThat(there.login("RIDDLE", person).userId()).isEqualTo(owner);
  }

  /** accounts.md 3, case 2. */
  @RepeatedTest(ROUNDS)
  void a_link_and_the_first_login_of_an_identity_agree_about_its_user() throws Exception {
    Answer a = here.login("CARD", person);

    List<Answer> both =
        atOnce(
            () -> here.link(Tokens.ofLogin(a), "RIDDLE", person),
            () -> there.login("RIDDLE", person));

    Answer link = both.getFirst();
    Answer login = both.getLast();
    if (link.status() == 201) {
      assertThat(login.status()).isEqualTo(200);
      assertThat(login.userId()).isEqualTo(a.userId());
    } else {
      assertThat(link.code()).isEqualTo("identity_taken");
      assertThat(login.status()).isEqualTo(201);
    }
    assertThat(here.login("RIDDLE", person).userId()).isEqualTo(login.userId());
  }

  /** accounts.md 3, case 4. */
  @RepeatedTest(ROUNDS)
  void of_two_unlinked_methods_one_stays() throws Exception {
    Tokens session = twoMethods();
    String first = here.id(session, 0);
    String second = here.id(session, 1);

    List<Answer> unlinked =
        atOnce(() -> here.unlink(session, first), () -> there.unlink(session, second));

    assertThat(unlinked).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    assertThat(here.list(session).value("$[*].method").toString())
        .contains("\"")
        .doesNotContain(",");
  }

  /** accounts.md 3, case 5. */
  @RepeatedTest(ROUNDS)
  void an_unlink_and_a_link_leave_a_method() throws Exception {
    Tokens session = Tokens.ofLogin(here.login("CARD", person));
    String only = here.id(session, 0);

    List<Answer> both =
        atOnce(() -> here.unlink(session, only), () -> there.link(session, "RIDDLE", person));

    assertThat(both.getFirst().status()).isIn(200, 409);
    assertThat(both.getLast().status()).isEqualTo(201);
    assertThat(here.list(session).value("$[*].method").toString()).contains("RIDDLE");
  }

  /** accounts.md 3, case 6. */
  @RepeatedTest(ROUNDS)
  void no_session_outlives_the_link_that_opened_it() throws Exception {
    Tokens session = twoMethods();
    long user = here.login("CARD", person).userId();
    String second = here.id(session, 1);

    List<Answer> both =
        atOnce(() -> here.unlink(session, second), () -> there.login("RIDDLE", person));

    assertThat(both.getFirst().status()).isEqualTo(200);
    Answer login = both.getLast();
    if (login.status() == 401) {
      assertThat(login.code()).isEqualTo("credential_rejected");
    } else if (login.userId() == user) {
      assertThat(here.list(Tokens.ofLogin(login)).code()).isEqualTo("session_invalid");
    } else {
      assertThat(login.status()).isEqualTo(201);
    }
  }

  /** accounts.md 3, case 8. */
  @RepeatedTest(ROUNDS)
  void nothing_is_linked_to_an_account_that_is_closing() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);

    List<Answer> both =
        atOnce(
            () -> here.post(session, "/v1/me/closure", ""),
            () -> there.link(session, "RIDDLE", person));

    assertThat(both.getFirst().status()).isEqualTo(202);
    Answer login = here.login("RIDDLE", person);
    if (both.getLast().status() == 201) {
      assertThat(login.code()).isEqualTo("account_closing");
    } else {
      assertThat(both.getLast().code()).isEqualTo("session_invalid");
      assertThat(login.status()).isEqualTo(201);
    }
  }

  /** SEC-80. */
  @RepeatedTest(ROUNDS)
  void a_ticket_registers_once_over_both_replicas() throws Exception {
    String hash =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(SecretHash.ofSecret(VERIFIER).bytes());
    Answer asked =
        new LoginCalls(one.port())
            .post(
                """
                {"method":"CARD","credential":{"ticket":"%s"},"register":"ask","verifierHash":"%s"}
                """
                    .formatted(person, hash));
    String body =
        "{\"ticket\":\"%s\",\"as\":\"new\",\"verifier\":\"%s\"}"
            .formatted(asked.text("$.ticket"), VERIFIER);

    List<Answer> both = atOnce(() -> proceed(one, body), () -> proceed(two, body));

    assertThat(both).extracting(Answer::status).containsExactlyInAnyOrder(201, 401);
  }

  private static Answer proceed(EmbeddedReplica replica, String body) {
    return new SessionCalls(replica.port())
        .send("POST /v1/logins/continue", body, "Content-Type", "application/json");
  }

  private Tokens twoMethods() {
    Tokens session = Tokens.ofLogin(here.login("CARD", person));
    assertThat(here.link(session, "RIDDLE", person).status()).isEqualTo(201);
    return session;
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
                    return answered(call);
                  }))
              .toList();
      start.countDown();
      return List.of(running.getFirst().get(), running.getLast().get());
    }
  }

  /** On a crowded machine the store may take too long; a client then asks again. */
  private static Answer answered(Callable<Answer> call) throws Exception {
    Answer answer = call.call();
    for (int again = 0; again < 10 && answer.status() == 503; again++) {
      answer = call.call();
    }
    return answer;
  }
}
