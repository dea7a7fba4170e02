package dev.gatehouse.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link SessionStore} promises. Extend it for each implementation. Tests use sessions and
 * users of their own, so that they may share a store and run in parallel; those that expire do so
 * in years of their own.
 */
public abstract class SessionStoreContract {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("CONTRACT"), "identity");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

  /** A store that works. */
  protected abstract SessionStore store();

  /** A store of the same kind that cannot be reached. */
  protected abstract SessionStore unreachableStore();

  /** An identity that leads to a user, in the store where the users of the sessions are. */
  protected abstract ExternalIdentity identityOf(UserId user);

  @Test
  void a_session_is_found_as_it_was_added() {
    Session session = add(newUser());

    assertThat(store().find(session.id())).contains(session);
  }

  @Test
  void an_id_that_no_session_has_leads_to_none() {
    assertThat(store().find(newId())).isEmpty();
  }

  @Test
  void a_rotation_takes_the_place_of_the_one_before() {
    Session session = add(newUser());
    Session other = add(session.user());
    Session.Rotation next = next(session);

    assertThat(store().rotate(session, next)).isTrue();

    assertThat(store().find(session.id())).contains(with(session, next));
    assertThat(store().find(other.id())).contains(other);
  }

  @Test
  void a_rotation_that_begins_at_an_older_one_changes_nothing() {
    Session session = add(newUser());
    Session.Rotation winner = next(session);
    store().rotate(session, winner);

    assertThat(store().rotate(session, next(session))).isFalse();

    assertThat(store().find(session.id())).contains(with(session, winner));
  }

  @Test
  void a_session_that_is_gone_is_not_rotated_back_to_life() {
    Session session = add(newUser());
    store().remove(session.id(), SessionEndReason.SIGNED_OUT);

    assertThat(store().rotate(session, next(session))).isFalse();

    assertThat(store().find(session.id())).isEmpty();
  }

  /** SEC-24. */
  @Test
  void of_many_simultaneous_rotations_one_succeeds_and_all_see_it() throws Exception {
    Session session = add(newUser());
    CountDownLatch start = new CountDownLatch(1);
    record Outcome(boolean won, Session.Rotation tried, Session seen) {}

    List<Outcome> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> calls = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        calls.add(
            threads.submit(() -> {
              start.await();
              Session.Rotation next = next(session);
              boolean won = store().rotate(session, next);
              return new Outcome(won, next, store().find(session.id()).orElseThrow());
            }));
      }
      start.countDown();
      for (Future<Outcome> call : calls) {
        outcomes.add(call.get());
      }
    }

    assertThat(outcomes)
        .filteredOn(Outcome::won)
        .singleElement()
        .satisfies(winner ->
            assertThat(outcomes)
                .extracting(Outcome::seen)
                .containsOnly(with(session, winner.tried())));
  }

  @Test
  void a_removed_session_is_gone_and_stays_so() {
    Session session = add(newUser());
    Session other = add(session.user());

    assertThat(store().remove(session.id(), SessionEndReason.SIGNED_OUT))
        .hasValueSatisfying(end -> assertEnd(end, session.user(), SessionEndReason.SIGNED_OUT, 1));
    assertThat(store().remove(session.id(), SessionEndReason.SIGNED_OUT)).isEmpty();

    assertThat(store().find(session.id())).isEmpty();
    assertThat(store().find(other.id())).contains(other);
  }

  private static void assertEnd(SessionEnd end, UserId user, SessionEndReason why, int sessions) {
    assertThat(end.user()).isEqualTo(user);
    assertThat(end.why()).isEqualTo(why);
    assertThat(end.sessions()).isEqualTo(sessions);
  }

  @Test
  void all_sessions_of_a_user_go_and_no_others() {
    Session one = add(newUser());
    Session two = add(one.user());
    Session others = add(newUser());

    SessionEndReason why = SessionEndReason.SIGNED_OUT_EVERYWHERE;
    assertThat(store().removeAll(one.user(), why))
        .hasValueSatisfying(end -> assertEnd(end, one.user(), why, 2));
    assertThat(store().removeAll(one.user(), why)).isEmpty();

    assertThat(store().find(one.id())).isEmpty();
    assertThat(store().find(two.id())).isEmpty();
    assertThat(store().find(others.id())).contains(others);
  }

  @Test
  void what_is_over_goes_in_batches_and_the_rest_stays() {
    Instant end = Instant.parse("2001-01-01T00:00:00Z");
    UserId user = newUser();
    List<Session> over = List.of(expiring(user, end), expiring(user, end), expiring(user, end));
    Session later = expiring(user, end.plusMillis(1));

    assertThat(store().removeExpired(end, 2)).isEqualTo(2);
    assertThat(store().removeExpired(end, 2)).isEqualTo(1);
    assertThat(store().removeExpired(end, 2)).isZero();

    assertThat(over).allSatisfy(session -> assertThat(store().find(session.id())).isEmpty());
    assertThat(store().find(later.id())).contains(later);
    store().remove(later.id(), SessionEndReason.SIGNED_OUT);
  }

  @Test
  void a_confirmation_is_kept_through_a_rotation() {
    Session session = add(newUser());
    Instant later = session.openedAt().plusSeconds(7);

    assertThat(session.confirmedAt()).isEqualTo(session.openedAt());
    assertThat(store().confirm(session.id(), later)).isTrue();
    store().rotate(session, next(session));

    assertThat(store().find(session.id())).map(Session::confirmedAt).contains(later);
  }

  /** SEC-53. */
  @Test
  void a_use_is_noted_and_a_rotation_is_one() {
    Session session = add(newUser());
    Instant later = session.openedAt().plusSeconds(7);

    assertThat(session.usedAt()).isEqualTo(session.openedAt());
    assertThat(store().markUsed(session.id(), later)).isTrue();
    assertThat(store().find(session.id())).map(Session::usedAt).contains(later);
    Session.Rotation next = next(session);
    Session.Rotation evenLater =
        new Session.Rotation(
            next.secret(), next.previousSecret(), next.salt(), later.plusSeconds(7));
    assertThat(store().rotate(session, evenLater)).isTrue();

    assertThat(store().find(session.id())).map(Session::usedAt).contains(evenLater.at());
  }

  @Test
  void a_session_that_is_gone_is_neither_confirmed_nor_used() {
    assertThat(store().markUsed(newId(), NOW)).isFalse();
    assertThat(store().confirm(newId(), NOW)).isFalse();
  }

  @Test
  void one_id_is_one_session() {
    Session session = add(newUser());

    assertThatThrownBy(() -> store().add(session, identityOf(session.user())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_session_of_a_client_is_found_as_it_was_added_and_stays_so() {
    Session parent = add(newUser());
    Session session = ofClient(parent);

    assertThat(store().addOfClient(session)).isTrue();
    assertThat(store().find(session.id())).contains(session);
    Session.Rotation next = next(session);
    store().rotate(session, next);

    assertThat(store().find(session.id()))
        .contains(session.with(next, session.confirmedAt(), next.at()));
    assertThat(store().find(parent.id())).contains(parent);
  }

  /** SEC-66. */
  @Test
  void a_second_session_of_a_client_with_this_id_is_not_kept() {
    Session parent = add(newUser());
    Session session = ofClient(parent);
    store().addOfClient(session);

    assertThat(store().addOfClient(session)).isFalse();
    store().remove(session.id(), SessionEndReason.CODE_REUSED);

    assertThat(store().find(session.id())).isEmpty();
  }

  @Test
  void a_session_of_a_client_needs_its_parent() {
    Session parent = add(newUser());
    store().remove(parent.id(), SessionEndReason.SIGNED_OUT);
    Session session = ofClient(parent);

    assertThat(store().addOfClient(session)).isFalse();

    assertThat(store().find(session.id())).isEmpty();
  }

  static List<Consumer<SessionStore>> everyCall() {
    Session session = session(new UserId(1), NOW.plus(Duration.ofDays(30)));
    return List.of(
        store -> store.add(session, IDENTITY),
        store -> store.addOfClient(ofClient(session)),
        store -> store.confirm(session.id(), NOW),
        store -> store.markUsed(session.id(), NOW),
        store -> store.find(session.id()),
        store -> store.rotate(session, next(session)),
        store -> store.remove(session.id(), SessionEndReason.SIGNED_OUT),
        store -> store.removeAll(session.user(), SessionEndReason.SIGNED_OUT_EVERYWHERE),
        store -> store.removeExpired(NOW, 1));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void a_store_that_cannot_be_reached_says_so(Consumer<SessionStore> call) {
    SessionStore unreachable = unreachableStore();

    assertThatThrownBy(() -> call.accept(unreachable))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private Session add(UserId user) {
    return expiring(user, NOW.plus(Duration.ofDays(30)));
  }

  private Session expiring(UserId user, Instant end) {
    Session session = session(user, end);
    store().add(session, identityOf(user));
    return session;
  }

  private static Session session(UserId user, Instant end) {
    SecretHash secret = SecretHash.of(random(SecretHash.LENGTH));
    Instant opened = end.minus(Duration.ofDays(30));
    return new Session(
        newId(),
        user,
        opened,
        end,
        new Session.Rotation(secret, secret, Salt.of(random(Salt.LENGTH)), opened));
  }

  private static Session ofClient(Session parent) {
    Session own = session(parent.user(), parent.expiresAt());
    return new Session(
        own.id(),
        own.user(),
        own.openedAt(),
        own.expiresAt(),
        own.rotation(),
        own.confirmedAt(),
        own.usedAt(),
        new ClientGrant("shop", Set.of("openid", "profile"), parent.id()));
  }

  private static Session.Rotation next(Session session) {
    return new Session.Rotation(
        SecretHash.of(random(SecretHash.LENGTH)),
        session.rotation().secret(),
        Salt.of(random(Salt.LENGTH)),
        session.rotation().at().plusMillis(1));
  }

  private static Session with(Session session, Session.Rotation rotation) {
    return new Session(
        session.id(), session.user(), session.openedAt(), session.expiresAt(), rotation);
  }

  private static SessionId newId() {
    return SessionId.of(random(SessionId.LENGTH));
  }

  private static UserId newUser() {
    return new UserId(RANDOM.nextLong(1, Long.MAX_VALUE));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
