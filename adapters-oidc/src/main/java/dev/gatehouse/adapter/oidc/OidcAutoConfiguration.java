package dev.gatehouse.adapter.oidc;

import dev.gatehouse.adapter.oidc.interaction.Consents;
import dev.gatehouse.adapter.oidc.interaction.Interactions;
import dev.gatehouse.adapter.oidc.interaction.Visitors;
import dev.gatehouse.application.browser.PageFrame;
import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.operation.SettingsCheck;
import dev.gatehouse.application.session.ClientSessions;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.DerivedKeys;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.session.TokenSigner;
import dev.gatehouse.domain.login.IdentityProvider;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.web.FilterChainProxy;

/** Installs the provider when a client is configured, for its own addresses alone. */
@AutoConfiguration
@Conditional(OidcAutoConfiguration.WhenClientsAreConfigured.class)
@EnableConfigurationProperties(OidcProperties.class)
class OidcAutoConfiguration {

  /** After the filters of the HTTP API, and after the one that binds the request to the thread. */
  private static final int ORDER = 0;

  static final class WhenClientsAreConfigured extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean configured =
          Binder.get(context.getEnvironment())
              .bind(OidcProperties.PREFIX, Bindable.mapOf(String.class, Object.class))
              .isBound();
      return new ConditionOutcome(configured, ConditionMessage.of(OidcProperties.PREFIX));
    }
  }

  @Bean
  SettingsCheck oidcSettings(
      OidcProperties properties, SessionLifetimes lifetimes, Environment environment) {
    return () -> {
      if (!environment.getProperty("gatehouse.session.enabled", Boolean.class, true)) {
        throw new IllegalArgumentException(
            OidcProperties.PREFIX
                + " needs sessions: remove it, or set gatehouse.session.enabled to true");
      }
      new RegisteredClients(properties, lifetimes);
    };
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBooleanProperty(name = "gatehouse.session.enabled", matchIfMissing = true)
  static class WhereSessionsAreOn {

    @Bean
    FilterRegistrationBean<FilterChainProxy> oidcEndpoints(
        OidcProperties properties,
        SessionLifetimes lifetimes,
        DerivedKeys keys,
        TokenSigner signer,
        Sessions sessions,
        ClientSessions clientSessions,
        UsedStateStore usedCodes,
        CurrentUser currentUser,
        List<IdentityProvider> providers,
        PageFrame pageFrame,
        Clock clock) {
      RegisteredClients clients = new RegisteredClients(properties, lifetimes);
      AuthorizationCodes codes = new AuthorizationCodes(keys);
      TokenGenerator tokens =
          new TokenGenerator(signer, sessions, clientSessions, usedCodes, clock);
      Grants grants = new Grants(clients, codes, tokens, signer, sessions, clientSessions, clock);
      Consents consents = new Consents(keys);
      Visitors visitors = new Visitors(currentUser);
      SavedRequests saved = new SavedRequests(signer.issuer());
      FilterRegistrationBean<FilterChainProxy> registration =
          new FilterRegistrationBean<>(
              AuthorizationServer.chain(
                  new AuthorizationServer.Parts(
                      clients,
                      grants,
                      new AuthorizationCodeGenerator(codes, clock),
                      tokens,
                      new Interactions(consents, signer, clock)),
                  new AuthorizationServer.Steps(
                      new ProtocolFilter(signer.issuer()),
                      new PublicClientCors(clients.browserOrigins()),
                      new BrowserSteps(
                          visitors, saved, consents, clients, new ConsentPage(pageFrame)),
                      new AuthorizationResponses(
                          signer.issuer(), new SignIn(providers, saved, clock)),
                      new UserInfo(signer),
                      new Logouts(sessions, visitors),
                      new Discovery(
                          properties.clients().values().stream()
                              .flatMap(client -> client.scopes().stream())
                              .collect(Collectors.toUnmodifiableSet())))));
      registration.setUrlPatterns(addresses(URI.create(signer.issuer()).getRawPath()));
      registration.setOrder(ORDER);
      return registration;
    }

    /**
     * Also those of the metadata outside the path of the issuer (RFC 8414, 3.1), which arrive here
     * as requests under it.
     */
    private static Set<String> addresses(String path) {
      return Stream.of(
              path + "/oauth2/*",
              path + AuthorizationServer.JWKS,
              path + AuthorizationServer.DISCOVERY,
              path + AuthorizationServer.METADATA,
              AuthorizationServer.DISCOVERY + path,
              AuthorizationServer.METADATA + path)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
