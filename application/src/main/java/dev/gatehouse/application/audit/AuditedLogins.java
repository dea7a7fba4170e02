package dev.gatehouse.application.audit;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;

/** Logins of which each leaves an audit record. */
public final class AuditedLogins implements LoginOrRegister {

  private final LoginOrRegister logins;
  private final LoginAudit audit;

  public AuditedLogins(LoginOrRegister logins, LoginAudit audit) {
    this.logins = logins;
    this.audit = audit;
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    return audit.login(
        credential.method(),
        credential.field(IdentityProvider.CHANNEL),
        () -> logins.login(credential));
  }
}
