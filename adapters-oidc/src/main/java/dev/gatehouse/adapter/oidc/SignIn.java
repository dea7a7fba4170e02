package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.InteractionRequired;
import dev.gatehouse.adapter.oidc.interaction.Interactions;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends a browser where the person signs in or proves again who they are, and then comes back. */
final class SignIn {

  private static final Set<String> LANGUAGES = Set.of("zh", "en");

  private final List<RedirectIdentityProvider> providers;
  private final SavedRequests saved;
  private final Clock clock;

  SignIn(List<IdentityProvider> providers, SavedRequests saved, Clock clock) {
    this.providers =
        providers.stream()
            .filter(RedirectIdentityProvider.class::isInstance)
            .map(RedirectIdentityProvider.class::cast)
            .toList();
    this.saved = saved;
    this.clock = clock;
  }

  /** A login method and one of its channels that works in a browser. */
  private record Way(LoginMethod method, String channel) {}

  /**
   * Where to send the browser. The request is kept; its hint is not, so that a person who comes
   * back not signed in sees the page.
   */
  String begin(
      InteractionRequired required, HttpServletRequest request, HttpServletResponse response) {
    if (request.getMethod().equals("POST")) {
      // Another site's form brings no cookie; following our own address does.
      return continueAt(saved.save(request, Map.of(), response), request);
    }
    String now = Long.toString(clock.instant().toEpochMilli());
    String name = saved.save(request, Map.of("login_hint", "", Interactions.AFTER, now), response);
    String back = continueAt(name, request);
    ActiveSession session =
        Interactions.session(
            Objects.requireNonNull(required.getAuthorizationCodeRequestAuthentication()));
    if (required.kind() == InteractionRequired.Kind.CONFIRM && session != null) {
      LoginMethod method = session.openedBy();
      Optional<Way> way =
          hinted(request)
              .filter(hinted -> hinted.method().equals(method))
              .or(() -> usual(method, request));
      if (way.isPresent()) {
        return start("/v1/session/confirm/{method}/start", way.get(), back, request);
      }
    }
    return hinted(request)
        .map(way -> start("/v1/logins/{method}/start", way, back, request))
        .orElseGet(() -> page(request, back));
  }

  /** Where the person is asked for consent. */
  String askConsent(HttpServletRequest request, HttpServletResponse response) {
    return request.getContextPath()
        + AuthorizationServer.CONSENT
        + "?request="
        + saved.save(request, Map.of(), response);
  }

  private static String continueAt(String name, HttpServletRequest request) {
    return request.getContextPath() + AuthorizationServer.CONTINUE + "?request=" + name;
  }

  private static String start(String path, Way way, String back, HttpServletRequest request) {
    return UriComponentsBuilder.fromPath(request.getContextPath() + path)
        .queryParam("channel", "{channel}")
        .queryParam("returnTo", "{back}")
        .encode()
        .buildAndExpand(way.method().code(), way.channel(), back)
        .toUriString();
  }

  private static String page(HttpServletRequest request, String back) {
    UriComponentsBuilder page =
        UriComponentsBuilder.fromPath(request.getContextPath() + "/")
            .queryParam("returnTo", "{back}");
    language(request.getParameter("ui_locales")).ifPresent(each -> page.queryParam("lang", each));
    return page.encode().buildAndExpand(back).toUriString();
  }

  private static Optional<String> language(@Nullable String locales) {
    return locales == null || locales.length() < 2
        ? Optional.empty()
        : Optional.of(locales.substring(0, 2)).filter(LANGUAGES::contains);
  }

  /** The way that {@code login_hint} names: {@code WX}, or {@code WX:web} with the channel. */
  private Optional<Way> hinted(HttpServletRequest request) {
    String hint = request.getParameter("login_hint");
    if (hint == null) {
      return Optional.empty();
    }
    String[] parts = hint.split(":", 2);
    Optional<LoginMethod> method = LoginMethod.parse(parts[0]);
    return parts.length == 1
        ? method.flatMap(each -> usual(each, request))
        : method
            .flatMap(this::provider)
            .filter(provider -> provider.browserChannels().contains(parts[1]))
            .map(provider -> new Way(provider.method(), parts[1]));
  }

  /** The first channel of a method that works in the browser. */
  private Optional<Way> usual(@Nullable LoginMethod method, HttpServletRequest request) {
    String userAgent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    return Optional.ofNullable(method)
        .flatMap(this::provider)
        .flatMap(provider ->
            provider.browserChannels().stream()
                .filter(channel -> provider.support(channel, userAgent).supported())
                .findFirst()
                .map(channel -> new Way(provider.method(), channel)));
  }

  private Optional<RedirectIdentityProvider> provider(LoginMethod method) {
    return providers.stream().filter(each -> each.method().equals(method)).findFirst();
  }
}
