package dev.gatehouse.adapter.rest.browser;

import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.NOW;

import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.util.Locale;

/** An attempt that has begun, for slice tests. */
public final class Attempts {

  public static final State STATE = new State("s".repeat(32));
  public static final String PROVIDER = "https://provider.example/authorize";
  public static final LoginAttempt ATTEMPT =
      new LoginAttempt(
          STATE, METHOD, "web", URI.create("http://localhost/shop"), NOW, Consent.WHEN_NEEDED);
  public static final StartedLogin STARTED =
      new StartedLogin(
          ATTEMPT,
          new AuthorizationRequest(
              "web", STATE, URI.create("http://localhost/v1/logins/FAKE/callback"), Locale.CHINESE),
          URI.create(PROVIDER));

  private Attempts() {}
}
