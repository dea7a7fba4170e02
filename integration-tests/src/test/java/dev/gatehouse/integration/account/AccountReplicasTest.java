package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.integration.account.ReplicaPair.Race;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Changes of one account at the same moment on two replicas over one MySQL. Each test forces the
 * order in which a missing lock or a missing look would do harm.
 */
@Tag("mysql")
class AccountReplicasTest {

  private static final String VERIFIER = "v".repeat(43);
  private static final String LINKS = "insert into `user_login_method`";
  private static final String UNLINKS = "delete from `user_login_method`";
  private static final String CLOSES = "update `user` set `closes_at`";
  private static final String OPENS_SESSION = "insert into `user_session`";

  private static SlowReceiver receiver;
  private static ReplicaPair replicas;

  private final String person = UUID.randomUUID().toString();
  private AccountCalls here;
  private AccountCalls there;

  @BeforeAll
  static void start() throws Exception {
    receiver = SlowReceiver.start();
    replicas =
        ReplicaPair.start(
            Map.of(
                "gatehouse.webhook.url", receiver.url(),
                "gatehouse.webhook.secret", SlowReceiver.SECRET,
                "gatehouse.webhook.deadline", SlowReceiver.DEADLINE));
  }

  @BeforeEach
  void begin() {
    here = replicas.one();
    there = replicas.two();
    // What other tests left.
    replicas.closeAllOnOne();
  }

  @AfterAll
  static void stop() throws Exception {
    replicas.close();
    receiver.close();
  }

  @Test
  void a_person_is_one_user_by_either_method_until_it_is_unlinked_or_closed() throws Exception {
    long user = here.login("CARD", person).userId();
    Tokens session = Tokens.ofLogin(there.login("CARD", person));
    assertThat(here.link(session, "RIDDLE", person).status()).isEqualTo(201);
    assertThat(there.login("RIDDLE", person).userId()).isEqualTo(user);
    assertThat(here.login("CARD", person).userId()).isEqualTo(user);

    assertThat(there.unlink(session, here.id(session, 1)).status()).isEqualTo(200);
    assertThat(here.login("RIDDLE", person).userId()).isNotEqualTo(user);

    assertThat(there.post(session, "/v1/me/closure", "").status()).isEqualTo(202);
    assertThat(here.login("CARD", person).code()).isEqualTo("account_closing");
    replicas.endGrace(user);
    replicas.closeDueOnTwo();

    Answer back = here.login("CARD", person);
    assertThat(back.status()).isEqualTo(201);
    assertThat(back.userId()).isNotEqualTo(user);
  }

  /** accounts.md 3, case 1. */
  @Test
  void of_two_users_who_link_one_identity_one_gets_it() throws Exception {
    Answer a = here.login("CARD", person);
    Answer b = there.login("CARD", "other " + person);

    Race race =
        replicas.race(
            () -> here.link(Tokens.ofLogin(a), "RIDDLE", person),
            LINKS,
            () -> there.link(Tokens.ofLogin(b), "RIDDLE", person),
            LINKS);

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().code()).isEqualTo("identity_taken");
    assertThat(there.login("RIDDLE", person).userId()).isEqualTo(a.userId());
    assertThat(replicas.changes(a.userId())).containsExactly("link");
    assertThat(replicas.changes(b.userId())).isEmpty();
  }

  /** accounts.md 3, case 2. */
  @Test
  void a_first_login_during_a_link_is_that_of_the_linked_user() throws Exception {
    Answer a = here.login("CARD", person);

    Race race =
        replicas.race(
            () -> here.link(Tokens.ofLogin(a), "RIDDLE", person),
            LINKS,
            () -> there.login("RIDDLE", person),
            LINKS);

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().status()).isEqualTo(200);
    assertThat(race.second().userId()).isEqualTo(a.userId());
  }

  /** accounts.md 3, case 2. */
  @Test
  void a_link_during_the_first_login_of_the_identity_is_refused() throws Exception {
    Answer a = there.login("CARD", person);

    Race race =
        replicas.race(
            () -> here.login("RIDDLE", person),
            LINKS,
            () -> there.link(Tokens.ofLogin(a), "RIDDLE", person),
            LINKS);

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().code()).isEqualTo("identity_taken");
    assertThat(there.login("RIDDLE", person).userId()).isEqualTo(race.first().userId());
  }

  /** accounts.md 3, case 3. */
  @Test
  void an_identity_that_a_user_links_twice_is_linked_once() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);

    Race race =
        replicas.race(
            () -> here.link(session, "RIDDLE", person),
            LINKS,
            () -> there.link(session, "RIDDLE", person),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().status()).isEqualTo(200);
    assertThat(replicas.changes(a.userId())).containsExactly("link");
  }

  /** accounts.md 3, case 4. */
  @Test
  void of_two_unlinked_methods_one_stays() throws Exception {
    Tokens session = twoMethods();
    Answer a = here.login("CARD", person);
    String first = here.id(session, 0);
    String second = here.id(session, 1);

    Race race =
        replicas.race(
            () -> here.unlink(session, first),
            UNLINKS,
            () -> there.unlink(session, second),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(200);
    assertThat(race.second().code()).isEqualTo("last_login_method");
    assertThat(methods(session)).isEqualTo("[\"RIDDLE\"]");
  }

  /** accounts.md 3, case 5. */
  @Test
  void the_only_method_goes_once_the_link_of_another_is_complete() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);
    String only = here.id(session, 0);

    Race race =
        replicas.race(
            () -> here.link(session, "RIDDLE", person),
            LINKS,
            () -> there.unlink(session, only),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().status()).isEqualTo(200);
    assertThat(methods(session)).isEqualTo("[\"RIDDLE\"]");
  }

  /** accounts.md 3, case 5. */
  @Test
  void the_only_method_stays_as_long_as_the_link_of_another_is_not_begun() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);
    String only = here.id(session, 0);

    Race race =
        replicas.overtaken(
            () -> here.link(session, "RIDDLE", person),
            lockOf(a),
            () -> there.unlink(session, only));

    assertThat(race.second().code()).isEqualTo("last_login_method");
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(methods(session)).isEqualTo("[\"CARD\",\"RIDDLE\"]");
  }

  /** accounts.md 3, case 6. */
  @Test
  void a_login_whose_method_is_unlinked_before_its_session_opens_none() throws Exception {
    Tokens session = twoMethods();
    long user = here.login("CARD", person).userId();
    String second = there.id(session, 1);

    Race race =
        replicas.overtaken(
            () -> here.login("RIDDLE", person), OPENS_SESSION, () -> there.unlink(session, second));

    assertThat(race.second().status()).isEqualTo(200);
    assertThat(isSessionOf(user, race.first())).isFalse();
  }

  /** accounts.md 3, case 6. */
  @Test
  void a_login_waits_for_the_unlink_of_its_method() throws Exception {
    Tokens session = twoMethods();
    long user = here.login("CARD", person).userId();
    String second = here.id(session, 1);

    Race race =
        replicas.race(
            () -> here.unlink(session, second),
            UNLINKS,
            () -> there.login("RIDDLE", person),
            OPENS_SESSION);

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(200);
    assertThat(isSessionOf(user, race.second())).isFalse();
  }

  /** accounts.md 3, case 7. */
  @Test
  void a_login_by_an_identity_that_was_unlinked_is_that_of_a_new_user() {
    Tokens session = twoMethods();
    long user = here.login("RIDDLE", person).userId();
    assertThat(here.unlink(session, here.id(session, 1)).status()).isEqualTo(200);

    Answer login = there.login("RIDDLE", person);

    assertThat(login.status()).isEqualTo(201);
    assertThat(login.userId()).isNotEqualTo(user);
  }

  /** accounts.md 3, case 8. */
  @Test
  void nothing_is_linked_to_an_account_that_is_closing() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);

    Race race =
        replicas.race(
            () -> here.post(session, "/v1/me/closure", ""),
            CLOSES,
            () -> there.link(session, "RIDDLE", person),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(202);
    assertThat(race.second().code()).isEqualTo("session_invalid");
    assertThat(here.login("RIDDLE", person).status()).isEqualTo(201);
    assertThat(replicas.changes(a.userId())).containsExactly("closure");
  }

  /** accounts.md 3, case 8. */
  @Test
  void an_account_closes_once_a_link_to_it_is_complete() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);

    Race race =
        replicas.race(
            () -> here.link(session, "RIDDLE", person),
            LINKS,
            () -> there.post(session, "/v1/me/closure", ""),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().status()).isEqualTo(202);
    assertThat(here.login("RIDDLE", person).code()).isEqualTo("account_closing");
  }

  /** accounts.md 3, case 12. */
  @Test
  void an_account_that_is_reopened_first_is_not_closed() throws Exception {
    Answer a = closing();
    String ticket = ticket();

    Race race =
        replicas.race(
            () -> cancel(here, ticket),
            CLOSES,
            () -> {
              replicas.closeAllOnTwo();
              return there.login("CARD", person);
            },
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.first().status()).isEqualTo(200);
    assertThat(race.second().userId()).isEqualTo(a.userId());
    assertThat(replicas.changes(a.userId())).containsExactly("closure", "reopening");
  }

  /** accounts.md 3, case 12. */
  @Test
  void an_account_that_is_closed_first_is_not_reopened() throws Exception {
    Answer a = closing();
    String ticket = ticket();

    Race race =
        replicas.race(
            () -> {
              replicas.closeAllOnOne();
              return here.login("CARD", person);
            },
            UNLINKS,
            () -> cancel(there, ticket),
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(race.second().code()).isEqualTo("credential_rejected");
    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.first().userId()).isNotEqualTo(a.userId());
    assertThat(replicas.changes(a.userId())).containsExactly("closure", "erasure");
  }

  /** accounts.md 3, case 13. */
  @Test
  void an_account_is_closed_by_one_of_two_replicas() throws Exception {
    Answer a = closing();

    Race race =
        replicas.race(
            () -> {
              replicas.closeAllOnOne();
              return here.login("CARD", person);
            },
            UNLINKS,
            () -> {
              replicas.closeAllOnTwo();
              return there.login("CARD", person);
            },
            lockOf(a));

    assertThat(race.waited()).isTrue();
    assertThat(List.of(race.first(), race.second()))
        .extracting(Answer::status)
        .containsExactlyInAnyOrder(200, 201);
    assertThat(race.first().userId()).isEqualTo(race.second().userId()).isNotEqualTo(a.userId());
    assertThat(replicas.changes(a.userId())).containsExactly("closure", "erasure");
  }

  /** accounts.md 3, case 14. */
  @Test
  void an_erasure_that_is_repeated_leaves_the_new_user_alone() throws Exception {
    Answer a = closing();

    Race race =
        replicas.overtakenAfterLostCommit(
            () -> {
              replicas.closeAllOnOne();
              return here.login("CARD", person);
            },
            UNLINKS,
            lockOf(a),
            () -> there.login("CARD", person));

    assertThat(race.second().status()).isEqualTo(201);
    assertThat(race.first().status()).isEqualTo(200);
    assertThat(race.second().userId()).isEqualTo(race.first().userId()).isNotEqualTo(a.userId());
    assertThat(replicas.changes(a.userId())).containsExactly("closure", "erasure");
  }

  /** accounts.md 3, case 26. */
  @Test
  void what_was_committed_is_said_when_the_answer_to_the_commit_is_lost() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);

    replicas.loseCommitAfter(LINKS);
    assertThat(here.link(session, "RIDDLE", person).status()).isEqualTo(201);
    assertThat(there.login("RIDDLE", person).userId()).isEqualTo(a.userId());

    replicas.loseCommitAfter(UNLINKS);
    assertThat(here.unlink(session, there.id(session, 1)).status()).isEqualTo(200);
    assertThat(methods(session)).isEqualTo("[\"CARD\"]");

    replicas.loseCommitAfter(CLOSES);
    assertThat(here.post(session, "/v1/me/closure", "").status()).isEqualTo(202);
    assertThat(there.login("CARD", person).code()).isEqualTo("account_closing");

    assertThat(replicas.changes(a.userId())).containsExactly("closure", "link", "unlink");
  }

  /** accounts.md 3, case 29. */
  @Test
  void events_of_a_user_arrive_in_their_order_at_a_slow_receiver() throws Exception {
    Answer a = here.login("CARD", person);
    Tokens session = Tokens.ofLogin(a);
    receiver.hold();
    there.link(session, "RIDDLE", person);
    here.unlink(session, there.id(session, 0));
    there.post(session, "/v1/me/closure", "");
    replicas.endGrace(a.userId());
    replicas.closeDueOnTwo();
    receiver.release();

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(receiver.eventsOf(a.userId()))
                .containsExactly(
                    "user.login_method_linked",
                    "user.login_method_unlinked",
                    "user.closing",
                    "user.closed"));
  }

  /** SEC-80. */
  @Test
  void a_ticket_registers_once_over_both_replicas() throws Exception {
    String hash =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(SecretHash.ofSecret(VERIFIER).bytes());
    Answer asked =
        new LoginCalls(here.port())
            .post(
                """
                {"method":"CARD","credential":{"ticket":"%s"},"register":"ask","verifierHash":"%s"}
                """
                    .formatted(person, hash));
    String body =
        "{\"ticket\":\"%s\",\"as\":\"new\",\"verifier\":\"%s\"}"
            .formatted(asked.text("$.ticket"), VERIFIER);

    Race race =
        replicas.race(
            () -> send(here, "POST /v1/logins/continue", body),
            LINKS,
            () -> send(there, "POST /v1/logins/continue", body),
            LINKS);

    assertThat(race.first().status()).isEqualTo(201);
    assertThat(race.second().status()).isEqualTo(401);
  }

  /** The statement with which a change of a user begins. */
  private static String lockOf(Answer login) {
    return "from `user` where `id` = %d for update".formatted(login.userId());
  }

  private Answer closing() {
    Answer login = here.login("CARD", person);
    assertThat(here.post(Tokens.ofLogin(login), "/v1/me/closure", "").status()).isEqualTo(202);
    return login;
  }

  private String ticket() {
    return here.login("CARD", person).text("$.ticket");
  }

  private static Answer cancel(AccountCalls replica, String ticket) {
    return send(replica, "POST /v1/closures/cancel", "{\"ticket\":\"%s\"}".formatted(ticket));
  }

  private static Answer send(AccountCalls replica, String call, String body) {
    return new SessionCalls(replica.port()).send(call, body, "Content-Type", "application/json");
  }

  private Tokens twoMethods() {
    Tokens session = Tokens.ofLogin(here.login("CARD", person));
    assertThat(here.link(session, "RIDDLE", person).status()).isEqualTo(201);
    return session;
  }

  private String methods(Tokens session) {
    return there.list(session).value("$[*].method").toString();
  }

  /** Whether a login opened a session of a user that is still live. */
  private boolean isSessionOf(long user, Answer login) {
    return login.status() == 200
        && login.userId() == user
        && here.list(Tokens.ofLogin(login)).status() == 200;
  }
}
