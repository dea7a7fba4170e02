package dev.gatehouse.application.browser;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;

/**
 * Logins that refuse every credential of a channel that begins in a browser: such a one is good for
 * {@link BrowserLogin#finish} alone, which knows whose browser it is. So whoever knows nothing of
 * browsers cannot let a stranger's in by mistake (SEC-01).
 */
public final class GuardedLogins implements LoginOrRegister {

  private final IdentityProviders providers;
  private final LoginOrRegister logins;

  /**
   * @param logins which refuse none
   */
  public GuardedLogins(IdentityProviders providers, LoginOrRegister logins) {
    this.providers = providers;
    this.logins = logins;
  }

  /**
   * {@inheritDoc}
   *
   * @throws LoginException.InvalidCredential if the state is missing that its channel needs
   * @throws LoginException.StateMismatch if there is one; nothing was asked of the provider
   */
  @Override
  public LoginResult login(Credential credential) throws LoginException {
    if (beginsInBrowser(credential)) {
      credential.require(RedirectIdentityProvider.STATE);
      throw new LoginException.StateMismatch("this browser keeps no open attempt of the state");
    }
    return logins.login(credential);
  }

  private boolean beginsInBrowser(Credential credential) throws LoginException {
    return providers.of(credential.method()) instanceof RedirectIdentityProvider provider
        && credential
            .field(RedirectIdentityProvider.CHANNEL)
            .filter(provider::beginsInBrowser)
            .isPresent();
  }
}
