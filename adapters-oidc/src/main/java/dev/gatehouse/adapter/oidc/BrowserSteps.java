package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Consents;
import dev.gatehouse.adapter.oidc.interaction.Interactions;
import dev.gatehouse.adapter.oidc.interaction.Visitor;
import dev.gatehouse.adapter.oidc.interaction.Visitors;
import dev.gatehouse.application.session.ActiveSession;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The steps of a browser around an authorization request: who the visitor is, the way on after a
 * sign-in, and the page that asks for consent.
 */
final class BrowserSteps extends OncePerRequestFilter {

  private static final String REQUEST = "request";

  private final Visitors visitors;
  private final SavedRequests saved;
  private final Consents consents;
  private final RegisteredClients clients;
  private final ConsentPage consentPage;

  BrowserSteps(
      Visitors visitors,
      SavedRequests saved,
      Consents consents,
      RegisteredClients clients,
      ConsentPage consentPage) {
    this.consentPage = consentPage;
    this.visitors = visitors;
    this.saved = saved;
    this.consents = consents;
    this.clients = clients;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String step = request.getMethod() + " " + AuthorizationServer.address(request);
    switch (step) {
      case "GET " + AuthorizationServer.AUTHORIZE -> {
        identify(visitors.session(request));
        chain.doFilter(request, response);
      }
      case "POST " + AuthorizationServer.AUTHORIZE -> {
        identify(Optional.empty());
        chain.doFilter(request, response);
      }
      case "GET " + AuthorizationServer.CONTINUE -> goOn(request, Map.of(), response);
      case "GET " + AuthorizationServer.CONSENT -> ask(request, response);
      case "POST " + AuthorizationServer.CONSENT -> decide(request, response);
      default -> chain.doFilter(request, response);
    }
  }

  private static void identify(Optional<ActiveSession> session) {
    SecurityContextHolder.getContext().setAuthentication(new Visitor(session.orElse(null)));
  }

  /** Back to the authorization request; where it is no longer known, to the sign-in page. */
  private void goOn(
      HttpServletRequest request, Map<String, String> more, HttpServletResponse response) {
    String name = Objects.requireNonNullElse(request.getParameter(REQUEST), "");
    Optional<String> query = saved.find(name, request);
    if (query.isEmpty()) {
      AuthorizationResponses.seeOther(request.getContextPath() + "/", response);
      return;
    }
    saved.drop(name, response);
    StringBuilder target =
        new StringBuilder(request.getContextPath())
            .append(AuthorizationServer.AUTHORIZE)
            .append('?')
            .append(query.get());
    more.forEach(
        (parameter, value) -> target.append('&').append(parameter).append('=').append(value));
    AuthorizationResponses.seeOther(target.toString(), response);
  }

  private void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = Objects.requireNonNullElse(request.getParameter(REQUEST), "");
    Optional<ActiveSession> session = visitors.session(request);
    Optional<Asked> asked = asked(name, request);
    if (session.isEmpty() || asked.isEmpty()) {
      goOn(request, Map.of(), response);
      return;
    }
    consentPage.write(
        new ConsentPage.Question(
            asked.get().client(), session.get().user().name(), asked.get().scopes(), name),
        request,
        response);
  }

  /** The answer counts only from our own page, as every write by cookie does (SEC-26). */
  private void decide(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String name = Objects.requireNonNullElse(request.getParameter(REQUEST), "");
    Optional<ActiveSession> session = visitors.session(request);
    Optional<Asked> asked = asked(name, request);
    if (session.isEmpty() || asked.isEmpty()) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
      return;
    }
    String consent =
        "yes".equals(request.getParameter("decision"))
            ? consents.give(
                session.get().session(), asked.get().client().getClientId(), asked.get().scopes())
            : Interactions.DENIED;
    goOn(request, Map.of(Interactions.CONSENT, consent), response);
  }

  /** The client that asks for consent, and the scopes that it asks for. */
  private record Asked(RegisteredClient client, Set<String> scopes) {}

  private Optional<Asked> asked(String name, HttpServletRequest request) {
    return saved
        .find(name, request)
        .map(query -> UriComponentsBuilder.newInstance().query(query).build().getQueryParams())
        .flatMap(query ->
            Optional.ofNullable(clients.findByClientId(decoded(query.getFirst("client_id"))))
                .map(client ->
                    new Asked(
                        client,
                        Arrays.stream(decoded(query.getFirst("scope")).split(" "))
                            .collect(Collectors.toUnmodifiableSet()))));
  }

  private static String decoded(@Nullable String text) {
    return text == null ? "" : UriUtils.decode(text.replace("+", "%20"), StandardCharsets.UTF_8);
  }
}
