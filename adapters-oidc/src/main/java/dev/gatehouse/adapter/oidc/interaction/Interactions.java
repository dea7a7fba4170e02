package dev.gatehouse.adapter.oidc.interaction;

import dev.gatehouse.adapter.oidc.interaction.InteractionRequired.Kind;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.TokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Decides what a person has to do before a client gets a code: sign in, prove again who they are,
 * or consent. Called for requests that the framework found valid; a client that wants no page hears
 * of it as an error. Thread-safe.
 */
public final class Interactions {

  /**
   * A moment, in milliseconds: a proof after it satisfies {@code prompt=login} and {@code max_age}.
   * The request gets it when the browser is sent to sign in, and brings it back.
   */
  public static final String AFTER = "gatehouse_after";

  /** Tells that the person consented to this very request. */
  public static final String CONSENT = "gatehouse_consent";

  /** The value of {@link #CONSENT} if the person did not. */
  public static final String DENIED = "denied";

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LONGEST_NONCE = 255;

  private final Consents consents;
  private final TokenSigner signer;
  private final Clock clock;

  public Interactions(Consents consents, TokenSigner signer, Clock clock) {
    this.consents = consents;
    this.signer = signer;
    this.clock = clock;
  }

  /** Refuses what the framework would pass over. */
  public Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> parameters() {
    return context -> {
      OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
      Map<String, Object> parameters = request.getAdditionalParameters();
      if (parameters.containsKey("request")) {
        throw error("request_not_supported", request);
      }
      if (!request.getScopes().contains("openid")) {
        throw error(OAuth2ErrorCodes.INVALID_SCOPE, request);
      }
      if (parameters.values().stream().anyMatch(value -> !(value instanceof String))
          || !"query".equals(text(parameters, "response_mode").orElse("query"))
          || text(parameters, "nonce").orElse("").length() > LONGEST_NONCE
          || !matches(CHALLENGE, parameters, "code_challenge")
          || !matches(SECONDS, parameters, "max_age")
          || !matches(MILLISECONDS, parameters, AFTER)) {
        throw error(OAuth2ErrorCodes.INVALID_REQUEST, request);
      }
    };
  }

  /** Throws unless there is nothing to do; the framework itself asks for no consent. */
  public Predicate<OAuth2AuthorizationCodeRequestAuthenticationContext> required() {
    return context -> {
      OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
      boolean asksForConsent =
          context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent();
      Optional<Kind> kind = kind(request, asksForConsent);
      if (kind.isPresent()) {
        throw prompts(request).contains("none")
            ? error(kind.get() == Kind.CONSENT ? "consent_required" : "login_required", request)
            : new InteractionRequired(kind.get(), request);
      }
      return false;
    };
  }

  private Optional<Kind> kind(
      OAuth2AuthorizationCodeRequestAuthenticationToken request, boolean asksForConsent) {
    ActiveSession active = session(request);
    if (active == null) {
      return Optional.of(Kind.LOGIN);
    }
    if (!isHinted(active, request)) {
      throw error("login_required", request);
    }
    if (!isProvenAsWanted(active.session(), request)) {
      return Optional.of(Kind.CONFIRM);
    }
    if (!asksForConsent && !prompts(request).contains("consent")) {
      return Optional.empty();
    }
    Optional<String> consent = text(request.getAdditionalParameters(), CONSENT);
    if (consent.filter(DENIED::equals).isPresent()) {
      throw error(OAuth2ErrorCodes.ACCESS_DENIED, request);
    }
    return consent.filter(each -> consents.isGiven(each, active.session(), request)).isPresent()
        ? Optional.empty()
        : Optional.of(Kind.CONSENT);
  }

  /**
   * Whether a hint, if there is one, is an ID token of this user. It may have expired. OpenID
   * Connect Core 1.0, 3.1.2.2: no code for another user than the one that the client named.
   */
  private boolean isHinted(
      ActiveSession active, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    String user = Long.toString(active.user().id().value());
    return text(request.getAdditionalParameters(), "id_token_hint")
        .map(hint ->
            signer
                .verify(hint)
                .filter(claims -> signer.issuer().equals(claims.get("iss")))
                .filter(claims -> user.equals(claims.get("sub")))
                .isPresent())
        .orElse(true);
  }

  private boolean isProvenAsWanted(
      Session session, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    Map<String, Object> parameters = request.getAdditionalParameters();
    Optional<Instant> after =
        text(parameters, AFTER).map(Long::parseLong).map(Instant::ofEpochMilli);
    if (after.filter(moment -> !session.confirmedAt().isBefore(moment)).isPresent()) {
      return true;
    }
    Set<String> prompts = prompts(request);
    boolean fresh =
        text(parameters, "max_age")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .map(age -> !age.isZero() && session.isFresh(clock.instant(), age))
            .orElse(true);
    return fresh && !prompts.contains("login") && !prompts.contains("select_account");
  }

  public static @Nullable ActiveSession session(
      OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    return request.getPrincipal() instanceof Visitor visitor ? visitor.session() : null;
  }

  private static Set<String> prompts(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    return Arrays.stream(text(request.getAdditionalParameters(), "prompt").orElse("").split(" "))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean matches(Pattern pattern, Map<String, Object> parameters, String name) {
    return text(parameters, name).map(text -> pattern.matcher(text).matches()).orElse(true);
  }

  public static Optional<String> text(Map<String, Object> parameters, String name) {
    return parameters.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static OAuth2AuthorizationCodeRequestAuthenticationException error(
      String code, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    return new OAuth2AuthorizationCodeRequestAuthenticationException(
        new OAuth2Error(code), request);
  }
}
