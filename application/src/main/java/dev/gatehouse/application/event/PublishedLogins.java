package dev.gatehouse.application.event;

import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import java.time.Clock;

/** Logins of which other systems hear when they succeed. */
public final class PublishedLogins implements LoginOrRegister {

  private final LoginOrRegister logins;
  private final LoginEvents events;
  private final Clock clock;

  public PublishedLogins(LoginOrRegister logins, LoginEvents events, Clock clock) {
    this.logins = logins;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public LoginResult login(Credential credential) throws LoginException {
    LoginResult result = logins.login(credential);
    LoginEvent.Type type =
        switch (result) {
          case LoginResult.Registered _ -> LoginEvent.Type.REGISTERED;
          case LoginResult.Returned _ -> LoginEvent.Type.RETURNED;
        };
    events.publish(LoginEvent.now(type, clock.instant(), result.user().id(), credential.method()));
    return result;
  }
}
