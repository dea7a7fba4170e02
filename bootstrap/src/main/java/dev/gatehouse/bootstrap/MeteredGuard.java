package dev.gatehouse.bootstrap;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what a guard refuses for its state, as a browser's attempt that was refused. */
final class MeteredGuard implements LoginOrRegister {

  private final LoginOrRegister guard;
  private final Counter refused;

  MeteredGuard(LoginOrRegister guard, MeterRegistry registry) {
    this.guard = guard;
    this.refused = MeteredBrowserLogin.counter(registry, "refused");
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    try {
      return guard.login(credential);
    } catch (LoginException.StateMismatch ending) {
      refused.increment();
      throw ending;
    } catch (LoginException.InvalidCredential ending) {
      if (ending.field().equals(RedirectIdentityProvider.STATE)) {
        refused.increment();
      }
      throw ending;
    }
  }
}
