package dev.gatehouse.application.login;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;

/**
 * {@link LoginOrRegister} for a front that protects browsers in a way of its own. It replaces the
 * guard against login CSRF (SEC-01), so a front that has no other guard asks for {@link
 * LoginOrRegister}.
 */
public interface GuardedLogin {

  /** Logs in as {@link LoginOrRegister} does, after this guard in place of its own. */
  LoginResult login(Credential credential, RegistrationMode mode, LoginGuard guard)
      throws LoginException;
}
