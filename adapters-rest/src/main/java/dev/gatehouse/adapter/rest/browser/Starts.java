package dev.gatehouse.adapter.rest.browser;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.adapter.rest.page.EmbeddedForms;
import dev.gatehouse.adapter.rest.page.EmbeddedForms.Embedded;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.Query;
import dev.gatehouse.adapter.rest.request.ResponseFormat;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Begins attempts for requests with {@code channel} and {@code returnTo}. Thread-safe. */
public final class Starts {

  private final BrowserLogin logins;
  private final LoginOutcomes outcomes;
  private final ReturnTargets returnTargets;
  private final PublicUrl publicUrl;
  private final EmbeddedForms embeddedForms;

  Starts(
      BrowserLogin logins,
      LoginOutcomes outcomes,
      ReturnTargets returnTargets,
      PublicUrl publicUrl,
      EmbeddedForms embeddedForms) {
    this.logins = logins;
    this.outcomes = outcomes;
    this.returnTargets = returnTargets;
    this.publicUrl = publicUrl;
    this.embeddedForms = embeddedForms;
  }

  /**
   * Starts a login for a page that sends the browser to the provider by itself.
   *
   * @param expiresIn in seconds
   * @param embedded how the page can show the provider's form within itself; absent if it cannot
   */
  record StartResponse(
      String authorizationUrl,
      String state,
      long expiresIn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Embedded embedded) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "StartResponse[]";
    }
  }

  /**
   * Begins what a request asks for; the caller keeps the attempt with the browser.
   *
   * @param consent whether the provider's page has to ask the person
   */
  public StartedLogin begin(String method, Consent consent, HttpServletRequest request)
      throws LoginException, HttpRequestMethodNotSupportedException {
    Query query = Query.of(request);
    LoginMethod loginMethod = outcomes.requireMethod(method);
    String channel = query.required(RedirectIdentityProvider.CHANNEL);
    URI returnTo =
        returnTargets
            .accept(query.optional("returnTo").orElse(publicUrl.path() + "/"))
            .orElseThrow(() -> new InvalidRequestException("returnTo", Reason.NOT_ALLOWED));
    return logins.begin(
        new BrowserLogin.Start(
            loginMethod,
            channel,
            returnTo,
            callback(loginMethod),
            Problems.language(request),
            consent));
  }

  /** Begins an attempt in place of a silent one, as {@link BrowserLogin#beginAgain} does. */
  Optional<StartedLogin> beginAgain(LoginAttempt silent, HttpServletRequest request)
      throws LoginException {
    return logins.beginAgain(silent, callback(silent.method()), Problems.language(request));
  }

  /** Sends the browser to the provider, or tells a script where to send it. */
  public ResponseEntity<?> answer(StartedLogin begun, HttpServletRequest request) {
    return switch (ResponseFormat.wantedBy(request)) {
      case PAGE, EITHER ->
          ResponseEntity.status(HttpStatus.SEE_OTHER)
              .cacheControl(CacheControl.noStore())
              .location(begun.authorizationPage())
              .build();
      case JSON ->
          ResponseEntity.ok()
              .cacheControl(CacheControl.noStore())
              .body(
                  new StartResponse(
                      begun.authorizationPage().toString(),
                      begun.attempt().state().value(),
                      LoginAttempt.LIFETIME.toSeconds(),
                      embeddedForms.of(begun).orElse(null)));
    };
  }

  private URI callback(LoginMethod method) {
    return URI.create(publicUrl.of("/v1/logins/" + method + "/callback"));
  }
}
