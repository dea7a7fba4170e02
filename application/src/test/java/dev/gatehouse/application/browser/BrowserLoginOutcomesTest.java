package dev.gatehouse.application.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.browser.InMemoryUsedStateStore;
import dev.gatehouse.testkit.login.Logins;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** SEC-31: the listeners hear once of each login in a browser, however it ends. */
class BrowserLoginOutcomesTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final LoginMethod UNKNOWN = new LoginMethod("UNKNOWN");
  private static final String WEB = FakeRedirectIdentityProvider.WEB;

  private static final class Told implements LoginListener {

    private final List<String> words = new ArrayList<>();

    @Override
    public void ended(LoginOutcome outcome) {
      words.add(
          outcome.ending()
              + " "
              + outcome.method()
              + " "
              + outcome.channel()
              + (outcome.inBrowser() ? " in a browser" : ""));
    }

    @Override
    public void begun() {
      words.add("begun");
    }
  }

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(METHOD).knows("code", "id-of-xiaoming", "小明");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider));
  private final Told told = new Told();
  private final BrowserLogin logins =
      new BrowserLoginService(
          providers,
          Logins.of(providers, new InMemoryUserRepository(), told),
          Logins.outcomes(providers, told),
          new InMemoryUsedStateStore(),
          Clock.systemUTC(),
          new SecureRandom());

  @Test
  void a_login_is_told_when_it_begins_and_when_it_ends() throws LoginException {
    complete(begin(METHOD), "code");

    assertThat(told.words).containsExactly("begun", "registered FAKE web in a browser");
  }

  @Test
  void a_refused_login_is_told_with_its_channel() throws LoginException {
    LoginAttempt attempt = begin(METHOD);

    assertThatThrownBy(() -> complete(attempt, "unknown"))
        .isInstanceOf(LoginException.CredentialRejected.class);

    assertThat(told.words).containsExactly("begun", "credential_rejected FAKE web in a browser");
  }

  @Test
  void an_attempt_that_cannot_begin_is_told_without_what_the_client_made_up() {
    assertThatThrownBy(() -> begin(UNKNOWN)).isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(told.words).containsExactly("unknown_login_method null null");
  }

  @Test
  void a_person_who_declines_is_told_and_uses_the_attempt() throws LoginException {
    LoginAttempt attempt = begin(METHOD);

    assertThatThrownBy(() -> complete(attempt, null))
        .isInstanceOf(LoginException.LoginDeclined.class);
    assertThatThrownBy(() -> complete(attempt, null))
        .isInstanceOf(LoginException.StateMismatch.class);

    assertThat(told.words)
        .containsExactly(
            "begun",
            "login_declined FAKE web in a browser",
            "state_mismatch FAKE web in a browser");
  }

  @Test
  void a_browser_without_an_attempt_is_told() throws LoginException {
    LoginAttempt attempt = begin(METHOD);

    assertThatThrownBy(() -> logins.complete(null, new Callback(METHOD, attempt.state(), "code")))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThatThrownBy(() -> logins.complete(null, new Callback(METHOD, null, "code")))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThatThrownBy(() -> logins.complete(null, new Callback(UNKNOWN, null, "code")))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(told.words)
        .containsExactly(
            "begun",
            "state_mismatch FAKE null",
            "state_mismatch FAKE null",
            "unknown_login_method null null");
  }

  private LoginAttempt begin(LoginMethod method) throws LoginException {
    return logins
        .begin(
            new BrowserLogin.Start(
                method,
                WEB,
                URI.create("/account"),
                URI.create("https://own.example/v1/logins/FAKE/callback"),
                Locale.CHINESE,
                Consent.WHEN_NEEDED))
        .attempt();
  }

  private void complete(LoginAttempt attempt, @Nullable String code) throws LoginException {
    logins.complete(attempt, new Callback(METHOD, attempt.state(), code));
  }
}
