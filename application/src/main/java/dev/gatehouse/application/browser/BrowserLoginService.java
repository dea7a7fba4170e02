package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Checks the state before the proof, so a browser that began no login costs the provider nothing.
 */
public final class BrowserLoginService implements BrowserLogin {

  /**
   * How far apart the clocks of two replicas may be; spent states are remembered that much longer.
   */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  private final IdentityProviders providers;
  private final GuardedLogin logins;
  private final LoginOutcomes outcomes;
  private final UsedStateStore usedStates;
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
    this.usedStates = usedStates;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public StartedLogin begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException {
    try {
      StartedLogin started = start(method, channel, returnTo, callback, language);
      outcomes.begun();
      return started;
    } catch (LoginException ending) {
      outcomes.failed(method, Optional.of(channel), ending);
      throw ending;
    }
  }

  private StartedLogin start(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException {
    if (!(providers.of(method) instanceof RedirectIdentityProvider provider)) {
      throw new LoginException.UnknownChannel();
    }
    State state = State.fresh(random);
    AuthorizationRequest request = new AuthorizationRequest(channel, state, callback, language);
    URI page = provider.authorizationPage(request);
    return new StartedLogin(
        new LoginAttempt(state, method, channel, returnTo, clock.instant()), request, page);
  }

  @Override
  public LoginResult complete(@Nullable LoginAttempt attempt, Callback callback)
      throws LoginException {
    return logins.login(credential(attempt, callback), _ -> use(attempt, callback));
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

  private void use(@Nullable LoginAttempt attempt, Callback callback) throws LoginException {
    State state = callback.state();
    if (state == null) {
      throw new LoginException.StateMismatch("no state came back");
    }
    if (attempt == null) {
      throw new LoginException.StateMismatch("this browser keeps no attempt of the state");
    }
    if (!attempt.state().matches(state) || !attempt.method().equals(callback.method())) {
      throw new LoginException.StateMismatch("this browser began another attempt");
    }
    if (attempt.isOver(clock.instant())) {
      throw new LoginException.StateMismatch("the attempt is too old");
    }
    switch (usedStates.markUsed(state, attempt.end().plus(CLOCK_SKEW))) {
      case FIRST_USE -> {}
      case REPLAYED -> throw new LoginException.StateMismatch("the attempt was used before");
    }
    if (callback.code() == null) {
      throw new LoginException.LoginDeclined();
    }
  }
}
