package dev.gatehouse.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions of client programs hang on a session of the user. */
class ClientSessionsTest {

  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration IDLE = Duration.ofDays(14);
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");

  private final InMemorySessionStore store = new InMemorySessionStore();
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final SessionsService sessions =
      new SessionsService(
          store,
          users,
          SessionLookup.of(store, users),
          new SessionLifetimes(Duration.ofMinutes(15), LIFETIME, IDLE),
          new SecureRandom(),
          clock,
          List.of());
  private final UserId user =
      users.registerIfAbsent(new NewUser(new UserName("one")), IDENTITY).user().id();
  private final IssuedSession own = sessions.open(user, IDENTITY).orElseThrow();

  /** SEC-65. */
  @Test
  void a_token_of_a_client_is_none_of_the_users_own_and_the_other_way_round() {
    RefreshToken token = open(LIFETIME).refreshToken();

    assertThat(sessions.renew(token)).isEmpty();
    assertThat(sessions.current(token)).isEmpty();
    assertThat(sessions.current(token.sessionId())).isEmpty();
    assertThat(sessions.renew(own.refreshToken(), "shop")).isEmpty();
    assertThat(sessions.currentOfClient(own.refreshToken())).isEmpty();
    assertThat(sessions.currentOfClient(own.session().id())).isEmpty();
    assertThat(sessions.currentOfClient(token)).isPresent();
    assertThat(sessions.renew(own.refreshToken())).isPresent();
  }

  @Test
  void a_token_is_renewed_for_its_own_client_alone() {
    RefreshToken token = open(LIFETIME).refreshToken();

    assertThat(sessions.renew(token, "other")).isEmpty();
    Optional<IssuedSession> renewed = sessions.renew(token, "shop");

    assertThat(renewed).map(IssuedSession::session).map(Session::grant).contains(grant());
    assertThat(renewed).map(IssuedSession::refreshToken).isNotEqualTo(Optional.of(token));
  }

  /** SEC-69. */
  @Test
  void a_session_of_a_client_ends_with_that_of_the_user() {
    RefreshToken token = open(LIFETIME).refreshToken();

    sessions.end(own.session().id(), SessionEndReason.SIGNED_OUT);

    assertThat(sessions.renew(token, "shop")).isEmpty();
    assertThat(sessions.currentOfClient(token)).isEmpty();
    assertThat(sessions.currentOfClient(token.sessionId())).isEmpty();
  }

  @Test
  void it_does_not_outlive_that_of_the_user() {
    clock.advance(Duration.ofDays(1));

    Session session = open(LIFETIME).session();

    assertThat(session.expiresAt()).isEqualTo(own.session().expiresAt());
    assertThat(open(Duration.ofHours(1)).session().expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void a_refresh_of_the_client_is_a_use_of_the_users_session() {
    RefreshToken token = open(LIFETIME).refreshToken();
    for (int day = 0; day < 28; day += 7) {
      clock.advance(Duration.ofDays(7));
      token = sessions.renew(token, "shop").orElseThrow().refreshToken();
    }

    assertThat(sessions.current(own.refreshToken())).isPresent();
  }

  /** SEC-69. */
  @Test
  void a_reuse_after_the_grace_ends_the_session_of_the_client_alone() {
    RefreshToken token = open(LIFETIME).refreshToken();
    RefreshToken next = sessions.renew(token, "shop").orElseThrow().refreshToken();
    clock.advance(Session.GRACE);

    assertThat(sessions.currentOfClient(token)).isEmpty();

    assertThat(sessions.renew(next, "shop")).isEmpty();
    assertThat(sessions.current(own.refreshToken())).isPresent();
  }

  /** SEC-66. */
  @Test
  void a_token_opens_one_session() {
    RefreshToken token = RefreshToken.random(new SecureRandom(), clock.instant());

    assertThat(sessions.open(token, parent(), grant(), LIFETIME)).isPresent();
    assertThat(sessions.open(token, parent(), grant(), LIFETIME)).isEmpty();
  }

  private IssuedSession open(Duration lifetime) {
    return sessions
        .open(RefreshToken.random(new SecureRandom(), clock.instant()), parent(), grant(), lifetime)
        .orElseThrow();
  }

  private ActiveSession parent() {
    return sessions.current(own.session().id()).orElseThrow();
  }

  private ClientGrant grant() {
    return new ClientGrant("shop", Set.of("openid"), own.session().id());
  }
}
