package dev.gatehouse.application.login;

import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;

/** What must hold before a credential is proven, such as that its browser began the login. */
@FunctionalInterface
public interface LoginGuard {

  /** Lets every credential through. */
  LoginGuard NONE = _ -> {};

  /** Refuses every credential, because a page of another site sent it. */
  LoginGuard ANOTHER_SITE =
      _ -> {
        throw new LoginException.StateMismatch("a page of another site asks for a cookie");
      };

  /**
   * Returns if the credential may be proven.
   *
   * @param provider the one that would prove it
   * @throws LoginException how the login ends otherwise; nothing is asked of the provider
   */
  void check(IdentityProvider provider) throws LoginException;
}
