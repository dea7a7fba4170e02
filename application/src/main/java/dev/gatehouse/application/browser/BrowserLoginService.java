package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Checks the state before the proof, so a browser that began no login costs the provider nothing.
 */
public final class BrowserLoginService implements BrowserLogin {

  private final IdentityProviders providers;
  private final GuardedLogin logins;
  private final LoginOutcomes outcomes;
  private final AttemptUse attempts;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param random hard to predict, thread-safe
   */
  public BrowserLoginService(
      IdentityProviders providers,
      GuardedLogin logins,
      LoginOutcomes outcomes,
      UsedStateStore usedStates,
      Clock clock,
      RandomGenerator random) {
    this.providers = providers;
    this.logins = logins;
    this.outcomes = outcomes;
    this.attempts = new AttemptUse(usedStates, clock);
    this.clock = clock;
    this.random = random;
  }

  @Override
  public StartedLogin begin(Start start) throws LoginException {
    long began = System.nanoTime();
    try {
      StartedLogin started = started(start);
      outcomes.begun();
      return started;
    } catch (LoginException | RuntimeException failure) {
      outcomes.failed(start.method(), Optional.of(start.channel()), failure, began);
      throw failure;
    }
  }

  private StartedLogin started(Start start) throws LoginException {
    if (!(providers.of(start.method()) instanceof RedirectIdentityProvider provider)) {
      throw new LoginException.UnknownChannel();
    }
    State state = State.fresh(random);
    AuthorizationRequest request =
        new AuthorizationRequest(
            start.channel(), state, start.callback(), start.language(), start.consent());
    URI page = provider.authorizationPage(request);
    return new StartedLogin(
        new LoginAttempt(
            state,
            start.method(),
            start.channel(),
            start.returnTo(),
            clock.instant(),
            start.consent()),
        request,
        page);
  }

  @Override
  public LoginResult complete(
      @Nullable LoginAttempt attempt, Callback callback, RegistrationMode mode)
      throws LoginException {
    return logins.login(credential(attempt, callback), mode, _ -> attempts.use(attempt, callback));
  }

  /** Only the code is taken from what comes back; all else is the attempt's (SEC-06). */
  private static Credential credential(@Nullable LoginAttempt attempt, Callback callback) {
    LoginMethod method = callback.method();
    Map<String, String> fields = new HashMap<>();
    if (attempt != null) {
      method = attempt.method();
      fields.put(RedirectIdentityProvider.CHANNEL, attempt.channel());
    }
    if (callback.code() != null) {
      fields.put(RedirectIdentityProvider.CODE, callback.code());
    }
    return new Credential(method, fields);
  }
}
