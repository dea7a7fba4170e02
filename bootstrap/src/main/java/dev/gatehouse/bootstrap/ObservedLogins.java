package dev.gatehouse.bootstrap;

import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.List;
import java.util.regex.Pattern;

/** Judges once how each login ended, and tells everybody who keeps a record of it. */
final class ObservedLogins implements LoginOrRegister {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,31}");

  private final LoginOrRegister logins;
  private final List<EndedLogin.Observer> observers;

  ObservedLogins(LoginOrRegister logins, EndedLogin.Observer... observers) {
    this.logins = logins;
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
      user = Long.toString(result.user().id().value());
      return result;
    } catch (LoginException e) {
      outcome = LoginEndings.word(e);
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

  /** A client that errs may send a secret for a channel, or try to write lines of its own. */
  private static String channel(Credential credential) {
    return credential
        .field("channel")
        .filter(channel -> NAME.matcher(channel).matches())
        .orElse(EndedLogin.NOTHING);
  }
}
