package dev.gatehouse.application.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.login.Logins;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BrowserLoginServiceTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final LoginMethod OTHER = new LoginMethod("OTHER");
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final URI RETURN_TO = URI.create("/account");
  private static final URI CALLBACK = URI.create("https://own.example/v1/logins/FAKE/callback");

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(METHOD).knows("code", "id-of-xiaoming", "小明");
  private final InMemoryUsedStateStore usedStates = new InMemoryUsedStateStore();
  private final BrowserLogin login = at(Duration.ZERO);

  @Test
  void an_attempt_fixes_what_the_login_will_need() throws LoginException {
    StartedLogin begun =
        login.begin(
            new BrowserLogin.Start(
                METHOD, "web", RETURN_TO, CALLBACK, Locale.ENGLISH, Consent.WHEN_NEEDED));

    LoginAttempt attempt = begun.attempt();
    assertThat(attempt)
        .isEqualTo(
            new LoginAttempt(
                attempt.state(), METHOD, "web", RETURN_TO, START, Consent.WHEN_NEEDED));
    assertThat(begun.authorizationPage())
        .hasToString(
            "https://provider.example/authorize?callback=%s&state=%s&language=en"
                .formatted(CALLBACK, attempt.state().value()));
    assertThat(provider.calls()).isZero();
  }

  @Test
  void each_attempt_has_a_state_of_its_own() throws LoginException {
    assertThat(begin().state().matches(begin().state())).isFalse();
  }

  @Test
  void an_attempt_needs_a_method_and_a_channel_that_begin_in_a_browser() {
    assertThatThrownBy(() -> begin(new LoginMethod("UNKNOWN"), "web"))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
    assertThatThrownBy(() -> begin(OTHER, "web")).isInstanceOf(LoginException.UnknownChannel.class);
    assertThatThrownBy(() -> begin(METHOD, "app"))
        .isInstanceOf(LoginException.UnknownChannel.class);
  }

  @Test
  void a_browser_that_returns_with_the_state_is_logged_in() throws LoginException {
    LoginAttempt attempt = begin();

    LoginResult result = finish(attempt);

    assertThat(result.user().name()).isEqualTo("小明");
  }

  /** SEC-04. */
  @Test
  void an_attempt_is_finished_once_whatever_its_ending() throws LoginException {
    LoginAttempt attempt = begin();
    provider.fail(FakeIdentityProvider.outage());

    assertThatThrownBy(() -> finish(attempt))
        .isInstanceOf(LoginException.ProviderUnavailable.class);
    provider.recover();
    assertThatThrownBy(() -> finish(attempt)).isInstanceOf(LoginException.StateMismatch.class);
    assertThat(provider.calls()).isEqualTo(1);
  }

  /** SEC-01. */
  @Test
  void ten_minutes_are_the_end() throws LoginException {
    LoginAttempt early = begin();
    LoginAttempt late = begin();

    complete(at(LoginAttempt.LIFETIME.minusMillis(1)), early);

    assertThatThrownBy(() -> complete(at(LoginAttempt.LIFETIME), late))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThat(provider.calls()).isEqualTo(1);
  }

  /** Replicas do not agree on the time to the second. */
  @Test
  void an_attempt_of_a_replica_whose_clock_is_ahead_can_be_finished() throws LoginException {
    LoginAttempt attempt = begin();

    complete(at(Duration.ofSeconds(-5)), attempt);

    assertThat(provider.calls()).isEqualTo(1);
  }

  /** SEC-01, SEC-06. */
  @Test
  void what_does_not_belong_to_the_attempt_is_a_mismatch_and_costs_nothing() throws LoginException {
    LoginAttempt attempt = begin();
    State another = begin().state();

    for (String code : new String[] {"code", null}) {
      assertMismatch(() -> login.complete(attempt, new Callback(METHOD, another, code)));
      assertMismatch(() -> login.complete(attempt, new Callback(METHOD, null, code)));
      assertMismatch(() -> login.complete(null, new Callback(METHOD, attempt.state(), code)));
      assertMismatch(() -> login.complete(attempt, new Callback(OTHER, attempt.state(), code)));
    }
    assertThat(provider.calls()).isZero();

    finish(attempt);
  }

  @Test
  void an_attempt_that_was_declined_is_used() throws LoginException {
    LoginAttempt attempt = begin();

    Callback declined = new Callback(METHOD, attempt.state(), null);
    assertThatThrownBy(() -> login.complete(attempt, declined))
        .isInstanceOf(LoginException.LoginDeclined.class);

    assertMismatch(() -> finish(attempt));
    assertMismatch(() -> login.complete(attempt, declined));
    assertThat(provider.calls()).isZero();
  }

  @Test
  void without_the_store_the_provider_is_not_asked() throws LoginException {
    LoginAttempt attempt = begin();
    usedStates.fail();

    assertThatThrownBy(() -> finish(attempt)).isInstanceOf(StorageUnavailableException.class);
    assertThat(provider.calls()).isZero();
  }

  /** SEC-01, SEC-04: the second attempt is as good as the first, and there is no third. */
  @Test
  void a_silent_attempt_is_followed_by_one_that_asks_the_person() throws LoginException {
    LoginAttempt silent = begin();
    provider.fail(new LoginException.ConsentRequired());

    assertThatThrownBy(() -> finish(silent)).isInstanceOf(LoginException.ConsentRequired.class);
    StartedLogin again = login.beginAgain(silent, CALLBACK, Locale.CHINESE).orElseThrow();

    LoginAttempt asked = again.attempt();
    assertThat(asked)
        .isEqualTo(
            new LoginAttempt(asked.state(), METHOD, "web", RETURN_TO, START, Consent.REQUIRED));
    assertThat(asked.state().matches(silent.state())).isFalse();
    assertThat(again.request().consent()).isEqualTo(Consent.REQUIRED);
    assertMismatch(() -> finish(silent));
    assertThatThrownBy(() -> finish(asked)).isInstanceOf(LoginException.ConsentRequired.class);
    assertThat(login.beginAgain(asked, CALLBACK, Locale.CHINESE)).isEmpty();
    assertMismatch(() -> finish(asked));
    assertThat(provider.calls()).isEqualTo(2);
  }

  /** SEC-21. */
  @Test
  void an_attempt_does_not_show_its_state() throws LoginException {
    LoginAttempt attempt = begin();

    assertThat(attempt.toString()).doesNotContain(attempt.state().value());
    assertThat(new Callback(METHOD, attempt.state(), "planted").toString())
        .doesNotContain(attempt.state().value(), "planted");
  }

  private interface Call {
    Object run() throws LoginException;
  }

  private static void assertMismatch(Call call) {
    assertThat(catchThrowable(call::run)).isInstanceOf(LoginException.StateMismatch.class);
  }

  private LoginAttempt begin() throws LoginException {
    return begin(METHOD, "web");
  }

  private LoginAttempt begin(LoginMethod method, String channel) throws LoginException {
    return login
        .begin(
            new BrowserLogin.Start(
                method, channel, RETURN_TO, CALLBACK, Locale.CHINESE, Consent.WHEN_NEEDED))
        .attempt();
  }

  private LoginResult finish(LoginAttempt attempt) throws LoginException {
    return complete(login, attempt);
  }

  private static LoginResult complete(BrowserLogin logins, LoginAttempt attempt)
      throws LoginException {
    return logins.complete(attempt, new Callback(METHOD, attempt.state(), "code"));
  }

  private BrowserLogin at(Duration sinceStart) {
    IdentityProviders providers =
        new IdentityProviders(List.of(provider, new FakeIdentityProvider(OTHER)));
    return new BrowserLoginService(
        providers,
        Logins.of(providers, new InMemoryUserRepository()),
        Logins.outcomes(providers),
        usedStates,
        Clock.fixed(START.plus(sinceStart), ZoneOffset.UTC),
        new SecureRandom());
  }
}
