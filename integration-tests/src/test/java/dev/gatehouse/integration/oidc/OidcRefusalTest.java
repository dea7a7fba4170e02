package dev.gatehouse.integration.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9700 and OpenID Connect want refused. */
class OidcRefusalTest extends OidcSetting {

  /** SEC-67: a code is sent to an address that is exactly one of the client's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/callback",
        "https://shop.example/callback/",
        "https://shop.example/callback/../evil",
        "https://shop.example/callback?x=1",
        "https://shop.example/callback#x",
        "https://shop.example/CALLBACK",
        "https://shop.example:443/callback",
        "https://shop.example@evil.example/callback",
        "https://shop.example.evil.example/callback",
        "https://shop.example\\@evil.example/callback",
        "https://shop.example/callback%0d%0aX-Evil:1",
        "//shop.example/callback",
        "http://shop.example/callback",
        "javascript:alert(1)",
        "http://127.0.0.1:9/callback"
      })
  void another_redirect_uri_is_refused_without_a_redirect(String redirectUri) {
    Browser browser = browser();
    website().login(browser, code());

    Answer answer = browser.go(website().with("redirect_uri", redirectUri).authorizePath());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void a_missing_redirect_uri_and_an_unknown_client_are_refused_without_a_redirect() {
    assertThat(browser().go(website().with("redirect_uri", "").authorizePath()).status())
        .isEqualTo(400);
    assertThat(browser().go(website().with("client_id", "stranger").authorizePath()).status())
        .isEqualTo(400);
    assertThat(browser().go(website().authorizePath() + "&client_id=page").status()).isEqualTo(400);
  }

  /** RFC 8252, 7.3. */
  @Test
  void a_native_app_listens_on_any_port_of_this_machine() {
    Browser browser = browser();
    website().login(browser, code());

    Answer loopback =
        browser.go(page().with("redirect_uri", "http://127.0.0.1:54321/cb").authorizePath());
    Answer scheme = browser.go(page().with("redirect_uri", "com.example.app:/cb").authorizePath());
    Answer elsewhere =
        browser.go(page().with("redirect_uri", "http://127.0.0.1:54321/other").authorizePath());

    assertThat(loopback.header("Location")).startsWith("http://127.0.0.1:54321/cb?code=");
    assertThat(scheme.header("Location")).startsWith("com.example.app:/cb?code=");
    assertThat(elsewhere.status()).isEqualTo(400);
  }

  /** SEC-68: PKCE with S256 for every client, request objects for none. */
  @ParameterizedTest
  @CsvSource({
    "code_challenge,'',invalid_request",
    "code_challenge_method,'',invalid_request",
    "code_challenge_method,plain,invalid_request",
    "code_challenge,short,invalid_request",
    "request,eyJhbGciOiJub25lIn0.e30.,request_not_supported",
    "response_mode,fragment,invalid_request",
    "scope,openid email,invalid_scope",
    "scope,profile,invalid_scope",
    "max_age,-1,invalid_request",
    "prompt,none login,invalid_request",
    "prompt,none,login_required"
  })
  void a_bad_request_is_told_to_the_client(String name, String value, String error) {
    for (RelyingParty client : List.of(website(), page())) {
      Answer answer = browser().go(client.with(name, value).authorizePath());

      assertThat(answer.status()).isEqualTo(303);
      assertThat(RelyingParty.parameters(Browser.target(answer)))
          .containsEntry("error", error)
          .containsEntry("state", "af0 if=js&ldkj")
          .containsEntry("iss", "http://127.0.0.1:8080")
          .doesNotContainKey("code");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "response_type,''",
    "response_type,token",
    "response_type,id_token",
    "response_type,code id_token",
    "request_uri,urn:ietf:params:oauth:request_uri:x",
    "request_uri,https://evil.example/request.jwt"
  })
  void what_is_not_offered_is_refused(String name, String value) {
    Answer answer = browser().go(website().with(name, value).authorizePath());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  @Test
  void endpoints_of_programs_take_their_method_only() {
    for (String path : List.of("/oauth2/token", "/oauth2/revoke")) {
      Answer answer = browser().ask(path);

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.code()).isEqualTo("method_not_allowed");
      assertThat(answer.header("Allow")).isEqualTo("POST, OPTIONS");
    }
  }

  /** SEC-29: also if its length is not announced. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_long_form_is_refused_as_any_long_body(boolean announced) {
    Answer longest = form(16 * 1024, announced);
    Answer longer = form(16 * 1024 + 1, announced);

    assertThat(longest.status()).isEqualTo(400);
    assertThat(longest.text("$.error")).isEqualTo("invalid_grant");
    assertThat(longer.status()).isEqualTo(413);
    assertThat(longer.code()).isEqualTo("payload_too_large");
  }

  private Answer form(int bytes, boolean announced) {
    String begin =
        RelyingParty.form(
                Map.of(
                    "client_id", "shop",
                    "client_secret", RelyingParty.SECRET,
                    "grant_type", "authorization_code",
                    "redirect_uri", "https://shop.example/callback"))
            + "&code=";
    byte[] form = (begin + "x".repeat(bytes - begin.length())).getBytes(StandardCharsets.UTF_8);
    return calls()
        .send(
            calls()
                .request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(
                    announced
                        ? BodyPublishers.ofByteArray(form)
                        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))));
  }

  /** RFC 6749, 2.3.1 and 3.2; RFC 9700, 4.3.2: addresses are written into logs. */
  @Test
  void what_is_secret_is_not_taken_from_an_address() {
    RelyingParty shop = website();
    String code = RelyingParty.code(shop.login(browser(), code()));
    String token = Tokens.of(shop.redeem(code)).access();

    assertThat(browser().ask("/oauth2/userinfo?access_token=" + token).status()).isEqualTo(401);
    Answer answer =
        calls()
            .send(
                calls()
                    .request(
                        "/oauth2/token?client_secret=" + RelyingParty.encode(RelyingParty.SECRET))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "client_id=shop&grant_type=authorization_code&code=x"
                                + "&redirect_uri=https://shop.example/callback")));
    assertThat(answer.text("$.error")).isIn("invalid_client", "invalid_request");
  }

  @Test
  void a_parameter_that_is_given_twice_is_refused() {
    RelyingParty shop = website();
    String code = RelyingParty.code(shop.login(browser(), code()));

    Answer twice =
        calls()
            .send(
                calls()
                    .request("/oauth2/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "client_id=page&grant_type=authorization_code&code=x&code=" + code)));

    assertThat(twice.status()).isIn(400, 401);
    assertThat(twice.text("$.error")).isIn("invalid_request", "invalid_client");
    assertThat(shop.redeem(code).status()).isEqualTo(200);
  }

  /** SEC-69: a client ends sessions of its own user alone. */
  @Test
  void a_logout_with_the_token_of_another_user_leaves_the_session() {
    Browser browser = browser();
    website().login(browser, code());
    RelyingParty shop = website();
    URI other = shop.login(browser(), code("someone-else", "web"));
    String hint = Tokens.of(shop.redeem(RelyingParty.code(other))).id();

    browser.go("/oauth2/logout?id_token_hint=" + hint);

    assertThat(browser.ask("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void huge_parameters_are_refused() {
    assertThat(browser().go(website().with("state", "x".repeat(1600)).authorizePath()).status())
        .isEqualTo(400);
    assertThat(website().redeem("x".repeat(17 * 1024)).status()).isEqualTo(413);
    assertThat(website().redeem("x".repeat(15 * 1024)).status()).isEqualTo(400);
    assertThat(website().userInfo("x".repeat(5000)).status()).isEqualTo(401);
  }

  /** SEC-68. */
  @Test
  void a_code_is_worth_nothing_without_its_verifier() {
    for (RelyingParty client : List.of(website(), page())) {
      Browser browser = browser();
      String code = RelyingParty.code(client.login(browser, code()));

      assertThat(client.redeem(code, Map.of("code_verifier", "")).status()).isIn(400, 401);
      assertThat(client.redeem(code, Map.of("code_verifier", "x".repeat(43))).text("$.error"))
          .isEqualTo("invalid_grant");
      assertThat(client.redeem(code).status()).isEqualTo(200);
    }
  }

  @Test
  void a_code_is_worth_nothing_to_another_client_or_at_another_address() {
    RelyingParty shop = website();
    String code = RelyingParty.code(shop.login(browser(), code()));

    Answer elsewhere = shop.redeem(code, Map.of("redirect_uri", "https://shop.example/other"));
    Answer stranger = shop.redeem(code, Map.of("client_id", "page", "client_secret", ""));
    Answer late = shop.redeem(code);

    assertThat(elsewhere.text("$.error")).isEqualTo("invalid_grant");
    assertThat(stranger.text("$.error")).isEqualTo("invalid_grant");
    // Two clients hold it.
    assertThat(late.text("$.error")).isEqualTo("invalid_grant");
  }

  @Test
  void a_client_without_its_secret_is_refused() {
    RelyingParty shop = website();
    String code = RelyingParty.code(shop.login(browser(), code()));

    for (String secret : List.of("", "wrong", SECRET_SHA_256)) {
      Answer answer = shop.redeem(code, Map.of("client_secret", secret));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("$.error")).isEqualTo("invalid_client");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      // Not with the ISO-8859-1 of a servlet's writer.
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }
  }

  /** RFC 9700, 2.4: no grant in which a client holds the credential of a user. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "client_credentials",
        "implicit",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:device_code"
      })
  void another_grant_is_not_offered(String grant) {
    Answer answer = website().redeem("x", Map.of("grant_type", grant));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("$.error")).isEqualTo("unsupported_grant_type");
  }

  /** OpenID Connect Core 1.0, 3.1.2.2: a client never gets a code for another user. */
  @Test
  void a_hint_that_is_no_id_token_of_the_user_gets_no_code() {
    Tokens other = login(website());
    Browser browser = browser();
    website().login(browser, code("someone-else", "web"));

    for (String hint : List.of(other.id(), other.id() + "x", "x")) {
      for (String prompt : List.of("none", "consent")) {
        RelyingParty shop = website().with("id_token_hint", hint).with("prompt", prompt);

        assertThat(RelyingParty.parameters(Browser.target(browser.go(shop.authorizePath()))))
            .containsEntry("error", "login_required")
            .doesNotContainKey("code");
      }
    }
  }

  @Test
  void a_code_is_good_for_a_minute() {
    RelyingParty shop = website();
    String code = RelyingParty.code(shop.login(browser(), code()));
    CLOCK.advance(Duration.ofSeconds(61));

    assertThat(shop.redeem(code).text("$.error")).isEqualTo("invalid_grant");
  }

  /** SEC-66. */
  @ParameterizedTest
  @ValueSource(ints = {0, 30})
  void a_code_that_is_shown_again_ends_the_tokens_that_it_gave(int seconds) {
    RelyingParty page = page().with("scope", "openid offline_access");
    String code = RelyingParty.code(page.login(browser(), code()));
    Tokens tokens = Tokens.of(page.redeem(code));
    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(200);
    CLOCK.advance(Duration.ofSeconds(seconds));

    assertThat(page.redeem(code).text("$.error")).isEqualTo("invalid_grant");

    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(401);
    assertThat(page.refresh(tokens.refresh()).text("$.error")).isEqualTo("invalid_grant");
    assertThat(page.redeem(code).text("$.error")).isEqualTo("invalid_grant");
  }

  /** SEC-69. */
  @Test
  void a_refresh_token_that_is_used_again_ends_its_family() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Tokens tokens = login(page);
    Tokens next = Tokens.of(page.refresh(tokens.refresh()));
    CLOCK.advance(Duration.ofSeconds(11));

    assertThat(page.refresh(tokens.refresh()).text("$.error")).isEqualTo("invalid_grant");

    assertThat(page.refresh(next.refresh()).text("$.error")).isEqualTo("invalid_grant");
    assertThat(page.userInfo(next.access()).status()).isEqualTo(401);
  }

  @Test
  void a_refresh_token_is_worth_nothing_to_another_client_and_gives_no_more_scopes() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Tokens tokens = login(page);

    assertThat(website().refresh(tokens.refresh()).text("$.error")).isEqualTo("invalid_grant");
    assertThat(page.refresh(tokens.refresh(), Map.of("scope", "openid profile")).text("$.error"))
        .isEqualTo("invalid_scope");
    assertThat(page.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  /** SEC-22, SEC-76. */
  @Test
  void a_token_that_is_not_signed_by_us_is_refused() {
    Tokens tokens = login(website());
    String payload = tokens.access().split("\\.", 3)[1];
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    for (String forged :
        List.of(none + "." + payload + ".", tokens.access() + "x", tokens.id(), "x")) {
      Answer answer = website().userInfo(forged);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
    Answer without = browser().go("/oauth2/userinfo");
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(browser().go("/oauth2/logout?id_token_hint=" + none + "." + payload + ".").status())
        .isEqualTo(400);
  }

  @Test
  void a_revoked_token_is_dead_and_only_its_client_revokes_it() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Tokens tokens = login(page);

    assertThat(website().revoke(tokens.refresh()).status()).isEqualTo(401);
    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(200);
    assertThat(page.revoke(tokens.refresh()).status()).isEqualTo(200);
    assertThat(page.revoke("unknown").status()).isEqualTo(200);

    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(401);
    assertThat(page.refresh(tokens.refresh()).text("$.error")).isEqualTo("invalid_grant");
  }

  /** SEC-69. */
  @Test
  void a_logout_reaches_the_browser_and_every_client() {
    Browser browser = browser();
    RelyingParty page = page().with("scope", "openid offline_access");
    RelyingParty shop = website();
    Tokens pages = Tokens.of(page.redeem(RelyingParty.code(page.login(browser, code()))));
    Tokens shops =
        Tokens.of(shop.redeem(RelyingParty.code(Browser.target(browser.go(shop.authorizePath())))));

    Answer answer =
        browser.go(
            "/oauth2/logout?id_token_hint="
                + shops.id()
                + "&post_logout_redirect_uri=https://shop.example/bye&state=s");

    assertThat(answer.header("Location")).isEqualTo("https://shop.example/bye?state=s");
    assertThat(browser.ask("/v1/me").status()).isEqualTo(401);
    assertThat(shop.userInfo(shops.access()).status()).isEqualTo(401);
    assertThat(page.userInfo(pages.access()).status()).isEqualTo(401);
    assertThat(page.refresh(pages.refresh()).text("$.error")).isEqualTo("invalid_grant");
  }

  @Test
  void a_logout_goes_to_listed_addresses_only() {
    Tokens tokens = login(website());

    Answer answer =
        browser()
            .go(
                "/oauth2/logout?id_token_hint="
                    + tokens.id()
                    + "&post_logout_redirect_uri=https://evil.example/");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  /** SEC-69. */
  @Test
  void tokens_of_clients_end_with_the_session_of_the_user() {
    RelyingParty page = page().with("scope", "openid offline_access");
    Browser browser = browser();
    Tokens tokens = Tokens.of(page.redeem(RelyingParty.code(page.login(browser, code()))));

    sessions().withCookie("DELETE /v1/session", browser.cookie(SessionCalls.COOKIE));

    assertThat(page.userInfo(tokens.access()).status()).isEqualTo(401);
    assertThat(page.refresh(tokens.refresh()).text("$.error")).isEqualTo("invalid_grant");
  }

  @Test
  void a_new_proof_is_asked_for_and_then_good() {
    Browser browser = browser();
    website().login(browser, code());
    for (RelyingParty client :
        List.of(website().with("prompt", "login"), website().with("max_age", "60"))) {
      CLOCK.advance(Duration.ofMinutes(2));
      Answer asked = browser.go(client.with("login_hint", "WX:web").authorizePath());
      String confirm = asked.header("Location");
      assertThat(confirm).startsWith("/v1/session/confirm/WX/start?channel=web&returnTo=");
      URI provider = Browser.target(browser.go(confirm));
      String state = Objects.requireNonNull(RelyingParty.parameters(provider).get("state"));

      Answer back = browser.go("/v1/logins/WX/callback?code=" + code() + "&state=" + state);

      assertThat(RelyingParty.code(RelyingParty.follow(browser, back))).isNotEmpty();
    }
    assertThat(
            RelyingParty.parameters(
                Browser.target(
                    browser.go(
                        website().with("prompt", "none").with("max_age", "0").authorizePath()))))
        .containsEntry("error", "login_required");
  }

  @Test
  void a_hint_chooses_the_way_to_sign_in() {
    assertThat(browser().go(website().with("login_hint", "WX:web").authorizePath()))
        .satisfies(answer ->
            assertThat(answer.header("Location"))
                .startsWith("/v1/logins/WX/start?channel=web&returnTo=%2Foauth2%2Fcontinue"));
    assertThat(browser().go(website().with("login_hint", "someone@example.com").authorizePath()))
        .satisfies(answer -> assertThat(answer.header("Location")).startsWith("/?returnTo="));
  }

  /** SEC-75. */
  @Test
  void only_pages_of_public_clients_read_across_origins_and_never_with_cookies() {
    for (String path :
        List.of(
            "/oauth2/token", "/oauth2/userinfo", "/.well-known/jwks.json", "/oauth2/authorize")) {
      for (String origin : List.of("https://page.example", "https://shop.example", "null")) {
        Answer answer =
            calls()
                .send(
                    calls()
                        .request(path)
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()));
        boolean open = origin.contains("page") && !path.endsWith("authorize");
        assertThat(answer.header("Access-Control-Allow-Origin"))
            .as("%s from %s", path, origin)
            .isEqualTo(open ? origin : "");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
      }
    }
  }

  @Test
  void consent_is_asked_for_and_may_be_denied() {
    Browser browser = browser();
    website().login(browser, code());
    RelyingParty careful = page().with("client_id", "careful");
    careful.with("redirect_uri", "https://careful.example/cb");

    String consent = browser.go(careful.authorizePath()).header("Location");
    Answer page = browser.go(consent);
    Answer foreign = decide(browser.copy(), consent, "yes", "cross-site");
    Browser other = browser.copy();
    URI denied = RelyingParty.follow(other, decide(other, consent, "no", "same-origin"));
    URI allowed = RelyingParty.follow(browser, decide(browser, consent, "yes", "same-origin"));

    assertThat(page.http().body()).contains("careful", "小明", "获取你的昵称");
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(foreign.status()).isEqualTo(400);
    assertThat(denied.toString()).startsWith("https://careful.example/cb?error=access_denied");
    assertThat(allowed.toString()).startsWith("https://careful.example/cb?code=");
  }

  private Answer decide(Browser browser, String consent, String decision, String site) {
    String request = consent.substring(consent.indexOf('=') + 1);
    return browser.send(
        calls()
            .request("/oauth2/consent")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", site)
            .POST(BodyPublishers.ofString("request=" + request + "&decision=" + decision)));
  }
}
