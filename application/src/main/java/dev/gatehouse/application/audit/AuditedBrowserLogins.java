package dev.gatehouse.application.audit;

import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Logins in a browser of which each leaves an audit record, those that are refused for their state
 * included. The logins underneath must not be audited themselves.
 */
public final class AuditedBrowserLogins implements BrowserLogin {

  private final BrowserLogin logins;
  private final LoginAudit audit;

  public AuditedBrowserLogins(BrowserLogin logins, LoginAudit audit) {
    this.logins = logins;
    this.audit = audit;
  }

  @Override
  public StartedLogin begin(
      LoginMethod method, String channel, URI returnTo, URI callback, Locale language)
      throws LoginException {
    try {
      return logins.begin(method, channel, returnTo, callback, language);
    } catch (LoginException ending) {
      throw audit.refused(method, ending);
    }
  }

  @Override
  public LoginResult finish(LoginAttempt attempt, State state, Credential credential)
      throws LoginException {
    return audit.login(
        attempt.method(),
        Optional.of(attempt.channel()),
        () -> logins.finish(attempt, state, credential));
  }

  @Override
  public LoginException.StateMismatch refuse(LoginMethod method, String why)
      throws LoginException.UnknownLoginMethod {
    try {
      return audit.refused(method, logins.refuse(method, why));
    } catch (LoginException.UnknownLoginMethod ending) {
      throw audit.refused(method, ending);
    }
  }

  @Override
  public LoginException.LoginDeclined decline(LoginAttempt attempt, State state, LoginMethod method)
      throws LoginException.StateMismatch {
    return audit.through(
        attempt.method(),
        Optional.of(attempt.channel()),
        () -> {
          try {
            return audit.refused(attempt.method(), logins.decline(attempt, state, method));
          } catch (LoginException.StateMismatch ending) {
            throw audit.refused(attempt.method(), ending);
          }
        });
  }
}
