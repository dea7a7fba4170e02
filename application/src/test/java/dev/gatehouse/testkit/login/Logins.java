package dev.gatehouse.testkit.login;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.util.List;

/** The login service as tests need it: with a default name for users, and the system's clock. */
public final class Logins {

  /** The name of a new user whose provider gives none. */
  public static final UserName DEFAULT_NAME = new UserName("用户");

  private Logins() {}

  /** The service over providers and a store. */
  public static LoginOrRegisterService of(
      IdentityProviders providers, UserRepository users, LoginListener... listeners) {
    return new LoginOrRegisterService(outcomes(providers, listeners), users, DEFAULT_NAME);
  }

  /** Tells the listeners how logins end. What a listener throws reaches the test. */
  public static LoginOutcomes outcomes(IdentityProviders providers, LoginListener... listeners) {
    return new LoginOutcomes(
        providers,
        List.of(listeners),
        Clock.systemUTC(),
        defect -> {
          throw defect;
        });
  }
}
