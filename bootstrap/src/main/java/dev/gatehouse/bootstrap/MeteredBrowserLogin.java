package dev.gatehouse.bootstrap;

import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.Locale;

/**
 * Counts the attempts to log in with a browser: begun; brought back to a login, whatever became of
 * that; declined; refused.
 */
final class MeteredBrowserLogin implements BrowserLogin {

  private final BrowserLogin logins;
  private final Counter begun;
  private final Counter broughtBack;
  private final Counter declined;
  private final Counter refused;

  MeteredBrowserLogin(BrowserLogin logins, MeterRegistry registry) {
    this.logins = logins;
    this.begun = counter(registry, "begun");
    this.broughtBack = counter(registry, "brought_back");
    this.declined = counter(registry, "declined");
    this.refused = counter(registry, "refused");
  }

  static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("gatehouse.browser.attempts")
        .description("attempts to log in with a browser")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public StartedLogin begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException {
    Counter outcome = refused;
    try {
      StartedLogin attempt = logins.begin(method, channel, returnTo, callback, language);
      outcome = begun;
      return attempt;
    } finally {
      outcome.increment();
    }
  }

  @Override
  public LoginResult finish(LoginAttempt attempt, State state, Credential credential)
      throws LoginException {
    Counter outcome = broughtBack;
    try {
      return logins.finish(attempt, state, credential);
    } catch (LoginException.StateMismatch | LoginException.InvalidCredential e) {
      outcome = refused;
      throw e;
    } finally {
      outcome.increment();
    }
  }

  @Override
  public LoginException.StateMismatch refuse(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod {
    refused.increment();
    return logins.refuse(method, why);
  }

  @Override
  public LoginException.LoginDeclined decline(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch {
    Counter outcome = refused;
    try {
      LoginException.LoginDeclined ending = logins.decline(attempt, state, method);
      outcome = declined;
      return ending;
    } finally {
      outcome.increment();
    }
  }
}
