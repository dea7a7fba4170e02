package dev.gatehouse.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class SessionsServiceTest {

  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration IDLE = Duration.ofDays(14);

  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");

  private final InMemorySessionStore store = new InMemorySessionStore();
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final Sessions sessions =
      new SessionsService(
          store,
          users,
          SessionLookup.of(store, users),
          new SessionLifetimes(Duration.ofMinutes(15), LIFETIME, IDLE),
          new SecureRandom(),
          clock,
          List.of(new Told()));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final UserId user = newUser("one");

  private class Told implements SessionObserver {

    @Override
    public void opened() {
      told.add("opened");
    }

    @Override
    public void refreshed() {
      told.add("refreshed");
    }

    @Override
    public void ended(SessionEnd end) {
      told.add(end.sessions() + " of " + end.user().value() + " " + end.why().word());
    }

    @Override
    public void refused(SessionRefusal why) {
      told.add(why.word());
    }
  }

  /** SEC-25. */
  @Test
  void each_login_opens_a_session_of_its_own() {
    IssuedSession one = open(user);
    IssuedSession two = open(user);

    assertThat(one.session().id()).isNotEqualTo(two.session().id());
    assertThat(one.refreshToken()).isNotEqualTo(two.refreshToken());
    assertThat(one.session().expiresAt()).isEqualTo(clock.instant().plus(LIFETIME));
    assertThat(sessions.current(one.refreshToken()))
        .map(ActiveSession::session)
        .contains(one.session());
  }

  /** SEC-24. */
  @Test
  void a_renewal_rotates_the_token_and_keeps_the_session() {
    IssuedSession opened = open(user);

    IssuedSession renewed = renewed(opened.refreshToken());
    IssuedSession again = renewed(renewed.refreshToken());

    assertThat(renewed.session().id()).isEqualTo(opened.session().id());
    assertThat(List.of(opened, renewed, again))
        .extracting(IssuedSession::refreshToken)
        .doesNotHaveDuplicates();
    assertThat(again.session().expiresAt()).isEqualTo(opened.session().expiresAt());
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void a_repeat_within_the_grace_is_answered_the_same() {
    RefreshToken token = open(user).refreshToken();
    RefreshToken successor = renewed(token).refreshToken();

    clock.advance(Session.GRACE.minusMillis(1));

    assertThat(renewed(token).refreshToken()).isEqualTo(successor);
    assertThat(sessions.current(token)).isPresent();
    assertThat(renewed(successor)).isNotNull();
  }

  /** SEC-24. */
  @Test
  void a_reuse_after_the_grace_ends_the_session_for_thief_and_owner() {
    RefreshToken token = open(user).refreshToken();
    RefreshToken successor = renewed(token).refreshToken();

    clock.advance(Session.GRACE);

    assertThat(sessions.renew(token)).isEmpty();
    assertThat(sessions.renew(successor)).isEmpty();
    assertThat(store.size()).isZero();
  }

  /** SEC-24. */
  @Test
  void a_token_of_two_rotations_ago_ends_the_session_at_once() {
    RefreshToken token = open(user).refreshToken();
    RefreshToken successor = renewed(renewed(token).refreshToken()).refreshToken();

    assertThat(sessions.renew(token)).isEmpty();
    assertThat(sessions.renew(successor)).isEmpty();
  }

  /** SEC-24: a client with the handle held a token; a guessed secret proves nothing. */
  @Test
  void a_token_of_the_family_with_a_wrong_secret_ends_the_session() {
    RefreshToken token = open(user).refreshToken();
    byte[] bytes = Base64.getUrlDecoder().decode(token.value());
    bytes[47] ^= 1;
    RefreshToken forged =
        RefreshToken.parse(Base64.getUrlEncoder().encodeToString(bytes)).orElseThrow();

    assertThat(sessions.current(forged)).isEmpty();

    assertThat(sessions.renew(token)).isEmpty();
  }

  /** SEC-24: the public name of a session gives no way to end it. */
  @Test
  void a_token_made_of_a_session_id_reaches_no_session() {
    IssuedSession opened = open(user);
    byte[] bytes = new byte[48];
    System.arraycopy(opened.session().id().bytes(), 0, bytes, 0, SessionId.LENGTH);
    RefreshToken forged =
        RefreshToken.parse(Base64.getUrlEncoder().encodeToString(bytes)).orElseThrow();

    assertThat(sessions.renew(forged)).isEmpty();

    assertThat(sessions.renew(opened.refreshToken())).isPresent();
  }

  /** SEC-24. */
  @Test
  void renewals_do_not_put_off_the_end() {
    RefreshToken token = open(user).refreshToken();
    clock.advance(Duration.ofDays(10));
    token = renewed(token).refreshToken();
    clock.advance(Duration.ofDays(10));
    token = renewed(token).refreshToken();
    clock.advance(Duration.ofDays(10).minusMillis(1));
    RefreshToken last = renewed(token).refreshToken();

    clock.advance(Duration.ofMillis(1));

    assertThat(sessions.renew(last)).isEmpty();
    assertThat(sessions.current(last)).isEmpty();
  }

  /** SEC-53. */
  @Test
  void an_unused_session_ends_before_its_time() {
    IssuedSession unused = open(user);
    IssuedSession shown = open(user);
    IssuedSession renewed = open(user);
    clock.advance(IDLE.minusMillis(1));
    assertThat(sessions.current(shown.refreshToken())).isPresent();
    RefreshToken next = renewed(renewed.refreshToken()).refreshToken();

    clock.advance(Duration.ofMillis(1));

    assertThat(sessions.current(unused.session().id())).isEmpty();
    assertThat(sessions.current(unused.refreshToken())).isEmpty();
    assertThat(sessions.renew(unused.refreshToken())).isEmpty();
    assertThat(sessions.current(shown.session().id())).isPresent();
    assertThat(sessions.renew(shown.refreshToken())).isPresent();
    assertThat(sessions.renew(next)).isPresent();
  }

  /** SEC-50. */
  @Test
  void an_ended_session_is_not_found_by_its_id() {
    IssuedSession opened = open(user);
    assertThat(sessions.current(opened.session().id())).isPresent();

    sessions.end(opened.session().id(), SessionEndReason.SIGNED_OUT);

    assertThat(sessions.current(opened.session().id())).isEmpty();
  }

  /** SEC-25. */
  @Test
  void an_ended_session_is_over_at_once_and_ends_only_once() {
    IssuedSession opened = open(user);
    IssuedSession other = open(user);

    sessions.end(opened.session().id(), SessionEndReason.SIGNED_OUT);
    sessions.end(opened.session().id(), SessionEndReason.SIGNED_OUT);

    assertThat(sessions.renew(opened.refreshToken())).isEmpty();
    assertThat(sessions.current(opened.refreshToken())).isEmpty();
    assertThat(sessions.renew(other.refreshToken())).isPresent();
  }

  /** SEC-25. */
  @Test
  void all_of_a_users_sessions_end_and_no_others() {
    IssuedSession one = open(user);
    IssuedSession two = open(user);
    IssuedSession others = open(newUser("other"));

    sessions.endAll(user);

    assertThat(sessions.renew(one.refreshToken())).isEmpty();
    assertThat(sessions.renew(two.refreshToken())).isEmpty();
    assertThat(sessions.renew(others.refreshToken())).isPresent();
  }

  @Test
  void a_disabled_user_is_not_carried_on() {
    IssuedSession opened = open(user);
    RefreshToken token = opened.refreshToken();
    assertThat(sessions.current(opened.session().id()))
        .map(ActiveSession::account)
        .contains(users.findAccount(user).orElseThrow());

    users.disable(user);

    assertThat(sessions.current(opened.session().id())).isEmpty();
    assertThat(sessions.current(token)).isEmpty();
    assertThat(sessions.renew(token)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void a_deleted_user_is_not_carried_on() {
    RefreshToken token = open(user).refreshToken();

    users.delete(user);

    assertThat(sessions.renew(token)).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void observers_hear_once_of_what_was_written() {
    RefreshToken first = open(user).refreshToken();
    IssuedSession second = open(user);
    open(user);
    renewed(first);
    renewed(first);
    sessions.end(second.session().id(), SessionEndReason.SIGNED_OUT);
    sessions.end(second.session().id(), SessionEndReason.SIGNED_OUT);
    sessions.endAll(user);
    sessions.endAll(user);

    assertThat(told)
        .containsExactly(
            "opened",
            "opened",
            "opened",
            "refreshed",
            "1 of " + user.value() + " signed_out",
            "2 of " + user.value() + " signed_out_everywhere");
  }

  /** SEC-24, SEC-25. */
  @Test
  void observers_hear_why_a_session_was_not_carried_on() {
    RefreshToken stolen = open(user).refreshToken();
    renewed(stolen);
    clock.advance(Session.GRACE);
    RefreshToken outlived = open(user).refreshToken();
    told.clear();

    sessions.renew(stolen);
    users.disable(user);
    sessions.renew(outlived);

    assertThat(told)
        .containsExactly(
            "1 of " + user.value() + " refresh_token_reused",
            "refresh_rejected",
            "1 of " + user.value() + " user_disabled",
            "refresh_rejected");
  }

  @Test
  void observers_hear_of_a_login_whose_method_was_unlinked_meanwhile() {
    SessionStore unlinked = Mockito.mock(SessionStore.class);
    Sessions late =
        new SessionsService(
            unlinked,
            users,
            SessionLookup.of(unlinked, users),
            SessionLifetimes.DEFAULT,
            new SecureRandom(),
            clock,
            List.of(new Told()));

    assertThat(late.open(user, IDENTITY)).isEmpty();

    assertThat(told).containsExactly("login_method_unlinked");
  }

  @Test
  void observers_hear_nothing_of_what_could_not_be_written() {
    IssuedSession opened = open(user);
    told.clear();
    store.fail();

    assertThatThrownBy(() -> open(user)).isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> sessions.renew(opened.refreshToken()))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> sessions.end(opened.session().id(), SessionEndReason.SIGNED_OUT))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> sessions.endAll(user)).isInstanceOf(StorageUnavailableException.class);

    assertThat(told).isEmpty();
  }

  @Test
  void an_outage_ends_no_session() {
    RefreshToken token = open(user).refreshToken();
    users.fail();
    assertThatThrownBy(() -> sessions.renew(token)).isInstanceOf(StorageUnavailableException.class);
    users.recover();
    store.fail();
    assertThatThrownBy(() -> sessions.renew(token)).isInstanceOf(StorageUnavailableException.class);
    store.recover();

    assertThat(sessions.renew(token)).isPresent();
  }

  @Test
  void simultaneous_renewals_of_one_token_rotate_once() throws Exception {
    RefreshToken token = open(user).refreshToken();
    CountDownLatch start = new CountDownLatch(1);

    List<RefreshToken> successors = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<IssuedSession>>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            threads.submit(() -> {
              start.await();
              return sessions.renew(token);
            }));
      }
      start.countDown();
      for (Future<Optional<IssuedSession>> call : calls) {
        successors.add(call.get().orElseThrow().refreshToken());
      }
    }

    assertThat(successors).hasSize(50).containsOnly(successors.getFirst());
    assertThat(sessions.renew(successors.getFirst())).isPresent();
  }

  @Test
  void an_access_token_is_good_for_less_than_its_session() {
    assertThatThrownBy(() -> new SessionLifetimes(LIFETIME, LIFETIME, LIFETIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shorter");
    assertThatThrownBy(() -> new SessionLifetimes(Duration.ZERO, LIFETIME, LIFETIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("second");
  }

  private IssuedSession renewed(RefreshToken token) {
    return sessions.renew(token).orElseThrow();
  }

  private IssuedSession open(UserId user) {
    return sessions.open(user, IDENTITY).orElseThrow();
  }

  private UserId newUser(String identification) {
    return users
        .registerIfAbsent(
            new NewUser(new UserName("小明")),
            new ExternalIdentity(new LoginMethod("FAKE"), identification))
        .user()
        .id();
  }
}
