package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The state first, then the proof: a browser that has no business here costs the provider nothing.
 */
public final class BrowserLoginService implements BrowserLogin {

  /**
   * How far apart the clocks of two replicas may be; spent states are remembered that much longer.
   */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final IdentityProviders providers;
  private final LoginOrRegister logins;
  private final UsedStateStore usedStates;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param logins which refuse no credential of a browser, so not {@link GuardedLogins}
   * @param random hard to predict, thread-safe
   */
  public BrowserLoginService(
      IdentityProviders providers,
      LoginOrRegister logins,
      UsedStateStore usedStates,
      Clock clock,
      RandomGenerator random) {
    this.providers = providers;
    this.logins = logins;
    this.usedStates = usedStates;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public StartedLogin begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException {
    IdentityProvider installed = providers.of(method);
    if (!(installed instanceof RedirectIdentityProvider provider)) {
      throw new LoginException.UnknownChannel();
    }
    State state = State.fresh(random);
    AuthorizationRequest request = new AuthorizationRequest(channel, state, callback, language);
    URI page = provider.authorizationPage(request);
    return new StartedLogin(
        new LoginAttempt(state, method, channel, returnTo, clock.instant()), request, page);
  }

  @Override
  public LoginResult finish(LoginAttempt attempt, State state, Credential credential)
      throws LoginException {
    requireSame(attempt.channel().equals(credential.require(RedirectIdentityProvider.CHANNEL)));
    // A request without a code is a mistake of its sender and not worth an attempt.
    credential.require(RedirectIdentityProvider.CODE);
    use(attempt, state, credential.method());
    return logins.login(credential);
  }

  @Override
  public LoginException.LoginDeclined decline(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch {
    use(attempt, state, method);
    return new LoginException.LoginDeclined();
  }

  @Override
  public LoginException.StateMismatch refuse(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod {
    providers.of(method);
    return new LoginException.StateMismatch(why);
  }

  private void use(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch {
    requireSame(attempt.state().matches(state) && attempt.method().equals(method));
    Instant now = clock.instant();
    if (attempt.isOver(now)) {
      throw new LoginException.StateMismatch("the attempt is too old");
    }
    switch (usedStates.markUsed(state, attempt.end().plus(CLOCK_SKEW))) {
      case FIRST_USE -> {}
      case REPLAYED -> throw new LoginException.StateMismatch("the attempt was used before");
    }
  }

  private static void requireSame(boolean same) throws LoginException.StateMismatch {
    if (!same) {
      throw new LoginException.StateMismatch("this browser began another attempt");
    }
  }
}
