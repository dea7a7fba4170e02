package dev.gatehouse.elsewhere;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The website that docs/connect-a-website.md shows; Spring Boot makes the registration of it. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@EnableWebSecurity
public class Website {

  @Bean
  ClientRegistrationRepository clients(
      @Value("${login.issuer}") String issuer, @Value("${login.secret}") String secret) {
    return new InMemoryClientRegistrationRepository(
        ClientRegistrations.fromIssuerLocation(issuer)
            .registrationId("gatehouse")
            .clientId("shop")
            .clientSecret(secret)
            .scope("openid", "profile")
            .build());
  }

  @Bean
  JwtDecoderFactory<ClientRegistration> idTokenDecoderFactory() {
    OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
    factory.setJwsAlgorithmResolver(client -> SignatureAlgorithm.ES256);
    return factory;
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .oauth2Login(Customizer.withDefaults())
        .build();
  }

  @RestController
  static class Greeting {

    @GetMapping(path = "/", produces = "text/plain;charset=UTF-8")
    String greet(@AuthenticationPrincipal OidcUser user) {
      return "user " + user.getName() + " is " + user.getFullName();
    }
  }
}
