package dev.gatehouse.integration.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.gatehouse.elsewhere.Website;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.service.GatehouseExtension;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/** Spring's own client and resource server, which know of Gatehouse the issuer only. */
@SpringJUnitWebConfig(Website.class)
class SpringClientTest {

  private static final int PORT = FreePort.next();
  private static final String ISSUER = "http://127.0.0.1:" + PORT + "/auth";
  private static final String CALLBACK = "https://shop.example/login/oauth2/code/gatehouse";

  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      new GatehouseExtension()
          .with("server.port", () -> PORT)
          .with("gatehouse.public-url", () -> ISSUER)
          .with("gatehouse.oidc.clients.shop.redirect-uris", () -> CALLBACK)
          .with("gatehouse.oidc.clients.shop.secret-sha256", () -> OidcSetting.SECRET_SHA_256);

  @Autowired private WebApplicationContext website;

  @DynamicPropertySource
  static void login(DynamicPropertyRegistry properties) {
    properties.add("login.issuer", () -> ISSUER);
    properties.add("login.secret", () -> RelyingParty.SECRET);
  }

  @Test
  void a_website_with_oauth2_login_logs_a_wechat_user_in() {
    MockMvcTester http = MockMvcTester.from(website, mvc -> mvc.apply(springSecurity()).build());
    MockHttpSession session = new MockHttpSession();
    Browser browser = new Browser(new LoginCalls(PORT));

    MvcTestResult begun =
        http.get()
            .uri("https://shop.example:443/oauth2/authorization/gatehouse")
            .session(session)
            .exchange();
    URI authorize = URI.create(Objects.requireNonNull(begun.getResponse().getRedirectedUrl()));
    URI back = signIn(browser, authorize);
    MvcTestResult ended = http.get().uri(back).session(session).exchange();

    assertThat(RelyingParty.parameters(authorize)).containsEntry("code_challenge_method", "S256");
    assertThat(back.toString()).startsWith(CALLBACK + "?code=");
    assertThat(ended.getResponse().getRedirectedUrl()).doesNotContain("error");
    String sub = browser.ask("/auth/v1/me").text("$.sub");
    assertThat(http.get().uri("https://shop.example:443/").session(session))
        .hasStatus(200)
        .hasBodyTextEqualTo("user " + sub + " is 小明");
  }

  @Test
  void a_resource_server_takes_access_tokens_of_its_client_alone() {
    RelyingParty shop = RelyingParty.website(new LoginCalls(ISSUER));
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(ISSUER).build();
    Browser browser = new Browser(new LoginCalls(PORT));
    URI back =
        signIn(browser, URI.create("/auth" + shop.with("redirect_uri", CALLBACK).authorizePath()));
    String access =
        shop.redeem(RelyingParty.code(back), Map.of("redirect_uri", CALLBACK))
            .text("$.access_token");

    decoder.setJwtValidator(audience("shop"));
    Jwt jwt = decoder.decode(access);
    decoder.setJwtValidator(audience("another"));

    assertThat(jwt.getSubject()).isEqualTo(browser.ask("/auth/v1/me").text("$.sub"));
    assertThatThrownBy(() -> decoder.decode(access)).isInstanceOf(JwtException.class);
  }

  private static OAuth2TokenValidator<Jwt> audience(String expected) {
    return JwtValidators.createDefaultWithValidators(
        List.of(new JwtIssuerValidator(ISSUER), new JwtAudienceValidator(expected)));
  }

  /** Signs 小明 in and comes back to the client. */
  private static URI signIn(Browser browser, URI authorize) {
    Answer asked = browser.go(authorize.getRawPath() + "?" + authorize.getRawQuery());
    String returnTo =
        Objects.requireNonNull(RelyingParty.parameters(Browser.target(asked)).get("returnTo"));
    String state =
        browser
            .ask("/auth/v1/logins/WX/start?channel=web&returnTo=" + RelyingParty.encode(returnTo))
            .text("$.state");
    Answer current =
        browser.go(
            "/auth/v1/logins/WX/callback?code="
                + GATEHOUSE.weChat().codeFor("xiaoming", "web")
                + "&state="
                + state);
    while (!Browser.target(current).isAbsolute()) {
      current = browser.go(Browser.target(current).toString());
    }
    return Browser.target(current);
  }
}
