package dev.gatehouse.integration.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client logs a WeChat user in. */
class OidcLoginTest extends OidcSetting {

  @Test
  void a_person_who_is_not_signed_in_signs_in_and_the_client_learns_who_it_is() {
    RelyingParty shop = website();
    Browser browser = browser();

    URI back = shop.login(browser, code());
    Tokens tokens = Tokens.of(shop.redeem(RelyingParty.code(back)));

    assertThat(back.toString()).startsWith("https://shop.example/callback?code=");
    assertThat(RelyingParty.parameters(back))
        .containsEntry("state", "af0 if=js&ldkj")
        .containsEntry("iss", "http://127.0.0.1:8080");
    Object user = browser.ask("/v1/me").value("$.sub");
    assertThat(RelyingParty.claims(tokens.id()))
        .containsEntry("iss", "http://127.0.0.1:8080")
        .containsEntry("sub", user)
        .containsEntry("aud", "shop")
        .containsEntry("name", "小明")
        .containsEntry("nonce", "n-0S6_WzA2Mj")
        .containsEntry("amr", List.of("WX"))
        .containsKey("auth_time");
    assertThat(tokens.refresh()).isEqualTo("null");
    Answer told = shop.userInfo(tokens.access());
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.value("$")).isEqualTo(Map.of("sub", user, "name", "小明"));
  }

  @Test
  void a_person_who_is_signed_in_goes_straight_on() {
    Browser browser = browser();
    website().login(browser, code());
    RelyingParty page = page();

    Answer answer = browser.go(page.authorizePath());

    assertThat(answer.status()).isEqualTo(303);
    String code = RelyingParty.code(Browser.target(answer));
    assertThat(page.redeem(code).status()).isEqualTo(200);
  }

  /** OpenID Connect Core 1.0, 3.1.2.1: what is optional, and what has no meaning here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "nonce         | ''",
        "scope         | profile openid",
        "display       | page",
        "display       | popup",
        "ui_locales    | se en",
        "claims_locales| se",
        "acr_values    | 1 2",
        "extra         | foobar",
        "login_hint    | someone@example.com",
        "claims        | {\"userinfo\":{\"name\":{\"essential\":true}}}"
      })
  void a_request_with_an_optional_parameter_or_without_it_gets_a_code(String name, String value) {
    RelyingParty shop = website().with(name, value);

    Tokens tokens = Tokens.of(shop.redeem(RelyingParty.code(shop.login(browser(), code()))));

    assertThat(shop.userInfo(tokens.access()).text("$.name")).isEqualTo("小明");
  }

  @Test
  void a_request_by_form_gets_a_code_from_a_person_who_is_signed_in() {
    Browser browser = browser();
    website().login(browser, code());
    RelyingParty shop = website();

    Answer asked = browser.send(shop.authorizeForm());
    URI back = RelyingParty.follow(browser, asked);

    assertThat(shop.redeem(RelyingParty.code(back)).status()).isEqualTo(200);
  }

  @Test
  void a_later_request_tells_of_the_same_user_and_the_same_proof() {
    RelyingParty shop = website();
    Browser browser = browser();
    Tokens first = Tokens.of(shop.redeem(RelyingParty.code(shop.login(browser, code()))));
    CLOCK.advance(Duration.ofMinutes(20));

    for (RelyingParty again :
        List.of(
            website().with("prompt", "none"),
            website().with("max_age", "10000"),
            website().with("prompt", "none").with("id_token_hint", first.id()))) {
      Answer answer = browser.go(again.authorizePath());
      Tokens tokens = Tokens.of(again.redeem(RelyingParty.code(Browser.target(answer))));

      assertThat(RelyingParty.claims(tokens.id()))
          .containsEntry("sub", RelyingParty.claims(first.id()).get("sub"))
          .containsEntry("auth_time", RelyingParty.claims(first.id()).get("auth_time"));
    }
  }

  @Test
  void user_information_is_told_to_a_post_with_the_token_in_its_header() {
    Tokens tokens = login(website());

    Answer answer =
        calls()
            .send(
                calls()
                    .request("/oauth2/userinfo")
                    .header("Authorization", "Bearer " + tokens.access())
                    .POST(BodyPublishers.noBody()));

    assertThat(answer.text("$.sub")).isEqualTo(RelyingParty.claims(tokens.id()).get("sub"));
  }

  /** SEC-65. */
  @Test
  void tokens_of_a_client_open_nothing_of_the_users_own() {
    Tokens tokens = login(page().with("scope", "openid profile offline_access"));
    SessionCalls own = sessions();

    assertThat(own.me(tokens.access()).status()).isEqualTo(401);
    assertThat(own.me(tokens.id()).status()).isEqualTo(401);
    assertThat(own.refresh(tokens.refresh()).status()).isEqualTo(401);
    assertThat(own.withCookie("GET /v1/me", tokens.refresh()).status()).isEqualTo(401);
    assertThat(page().refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  @Test
  void a_public_client_with_offline_access_refreshes() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Tokens tokens = login(page);
    String signedInAt = String.valueOf(RelyingParty.claims(tokens.id()).get("auth_time"));
    CLOCK.advance(Duration.ofMinutes(20));

    Tokens next = Tokens.of(page.refresh(tokens.refresh()));

    assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(401);
    assertThat(page.userInfo(next.access()).status()).isEqualTo(200);
    assertThat(RelyingParty.claims(next.id()))
        .containsEntry("auth_time", Integer.valueOf(signedInAt))
        .doesNotContainKeys("nonce", "name");
  }

  @Test
  void a_refresh_that_is_repeated_at_once_is_answered_the_same() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Tokens tokens = login(page);

    Tokens one = Tokens.of(page.refresh(tokens.refresh()));
    Tokens two = Tokens.of(page.refresh(tokens.refresh()));

    assertThat(two.refresh()).isEqualTo(one.refresh());
  }

  /** RFC 8252: what AppAuth sends, from a desktop and from a phone. */
  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:54321/cb", "com.example.app:/cb"})
  void a_native_app_logs_in_refreshes_and_revokes(String redirectUri) {
    RelyingParty app =
        page().with("redirect_uri", redirectUri).with("scope", "openid profile offline_access");

    URI back = app.login(browser(), code());
    Tokens tokens =
        Tokens.of(app.redeem(RelyingParty.code(back), Map.of("redirect_uri", redirectUri)));
    Tokens next = Tokens.of(app.refresh(tokens.refresh()));
    Answer revoked = app.revoke(next.refresh());

    assertThat(back.toString()).startsWith(redirectUri + "?code=");
    assertThat(RelyingParty.claims(tokens.id())).containsEntry("name", "小明");
    assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
    assertThat(revoked.status()).isEqualTo(200);
    assertThat(app.userInfo(next.access()).status()).isEqualTo(401);
    assertThat(app.refresh(next.refresh()).text("$.error")).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
  void discovery_names_what_is_offered_and_no_more(String address) {
    Answer answer = calls().get(address);

    assertThat(answer.text("$.issuer")).isEqualTo("http://127.0.0.1:8080");
    assertThat(answer.text("$.jwks_uri")).isEqualTo("http://127.0.0.1:8080/.well-known/jwks.json");
    assertThat(answer.text("$.authorization_endpoint"))
        .isEqualTo("http://127.0.0.1:8080/oauth2/authorize");
    assertThat(answer.value("$.id_token_signing_alg_values_supported")).isEqualTo(List.of("ES256"));
    assertThat(answer.value("$.code_challenge_methods_supported")).isEqualTo(List.of("S256"));
    assertThat(answer.http().body()).doesNotContain("introspection", "dpop", "RS256", "tls_");
    assertThat(answer.header("Cache-Control")).contains("max-age=300");
  }
}
