package dev.gatehouse.adapter.rest.login;

import dev.gatehouse.adapter.rest.request.Query;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.LoginGuard;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one call of the older service, for clients that still make it. It takes a code from a URL and
 * has no protection against login CSRF, so it is off unless switched on.
 *
 * <p>The call is bound to one login method and always was; nothing else in this module names one.
 */
@RestController
final class SeedCompatibilityController {

  private static final LoginMethod METHOD = new LoginMethod("WX");

  private final GuardedLogin logins;

  SeedCompatibilityController(GuardedLogin logins) {
    this.logins = logins;
  }

  /** The older service's answer. */
  record SeedResponse(long id, String name) {}

  @GetMapping(path = "/testWXLoginOrRegister", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SeedResponse> login(HttpServletRequest request)
      throws LoginException, HttpRequestMethodNotSupportedException {
    Query query = Query.of(request);
    Map<String, String> fields =
        Map.of("channel", query.required("flag"), "code", query.required("code"));
    // The older service asked for no state.
    User user =
        logins
            .login(new Credential(METHOD, fields), RegistrationMode.AUTOMATIC, LoginGuard.NONE)
            .user();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new SeedResponse(user.id().value(), user.name()));
  }
}
