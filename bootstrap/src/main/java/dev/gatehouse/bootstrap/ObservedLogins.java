package dev.gatehouse.bootstrap;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.util.List;

/** Judges once how each login ended, and tells everybody who keeps a record of it. */
final class ObservedLogins implements LoginOrRegister {

  private final LoginOrRegister logins;
  private final IdentityProviders providers;
  private final List<EndedLogin.Observer> observers;

  ObservedLogins(
      LoginOrRegister logins, IdentityProviders providers, EndedLogin.Observer... observers) {
    this.logins = logins;
    this.providers = providers;
    this.observers = List.of(observers);
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    long begin = System.nanoTime();
    String outcome = LoginEndings.INTERNAL_ERROR;
    String user = EndedLogin.NOTHING;
    boolean understood = true;
    try {
      LoginResult result = logins.login(credential);
      outcome = result instanceof LoginResult.Registered ? "registered" : "returned";
      user = word(result.user().id());
      return result;
    } catch (LoginException e) {
      outcome = LoginEndings.word(e);
      user = LoginEndings.user(e).map(ObservedLogins::word).orElse(user);
      understood = LoginEndings.isUnderstood(e);
      throw e;
    } catch (StorageUnavailableException e) {
      outcome = LoginEndings.STORAGE_UNAVAILABLE;
      throw e;
    } finally {
      EndedLogin ended =
          new EndedLogin(
              understood ? credential.method().code() : EndedLogin.NOTHING,
              understood ? channel(credential) : EndedLogin.NOTHING,
              outcome,
              user,
              System.nanoTime() - begin);
      observers.forEach(observer -> observer.accept(ended));
    }
  }

  private String channel(Credential credential) {
    return credential
        .field(IdentityProvider.CHANNEL)
        .flatMap(name -> providers.channel(credential.method(), name))
        .orElse(EndedLogin.NOTHING);
  }

  private static String word(UserId user) {
    return Long.toString(user.value());
  }
}
