package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RedirectProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The sample sign-in page over HTTP; how it looks and feels is {@code browser}'s affair. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@Import(RedirectProvider.class)
class SignInPageTest {

  @LocalServerPort private int port;
  @Autowired private FakeRedirectIdentityProvider provider;

  @Autowired private InMemorySessionStore sessions;

  @AfterEach
  void recover() {
    provider.offersNoForm();
    sessions.recover();
  }

  /** SEC-09. */
  @Test
  void it_cannot_be_kept_or_framed_and_takes_no_foreign_script() {
    Answer page = get("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.http().headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in/page.css", "/sign-in/page.js", "/sign-in/icon.svg"})
  void what_belongs_to_it_is_not_sent_twice(String path) {
    Answer first = get(path);
    Answer second =
        calls().send(calls().request(path).header("If-None-Match", first.header("ETag")));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(first.header("Cache-Control")).isEqualTo("max-age=60");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.http().body()).isEmpty();
  }

  @Test
  void with_a_cookie_that_is_no_session_a_visitor_is_not_signed_in() {
    Answer page = calls().send(calls().request("/").header("Cookie", "gatehouse_session=planted"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.http().body()).contains("/v1/logins/REDIRECT/start").doesNotContain("planted");
  }

  @Test
  void a_user_with_a_session_whose_store_is_gone_is_told_so_in_a_page() {
    String token =
        calls()
            .post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}")
            .text("$.session.refreshToken");
    sessions.fail();

    Answer page =
        calls()
            .send(
                calls()
                    .request("/")
                    .header("Accept", "text/html")
                    .header("Cookie", "gatehouse_session=" + token));

    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Retry-After")).matches("[1-9]\\d*");
    assertThat(get("/").status()).isEqualTo(200);
  }

  @Test
  void a_form_of_the_providers_own_is_offered_to_scripts_when_there_is_one() {
    String start = "/v1/logins/REDIRECT/start?channel=web";
    assertThat(ask(start).http().body()).doesNotContain("embedded");

    provider.offers(new Form());
    Answer answer = ask(start);

    assertThat(answer.text("$.embedded.script")).isEqualTo("https://static.example/form.js");
    assertThat(answer.text("$.embedded.constructorName")).isEqualTo("Form");
    assertThat(answer.text("$.embedded.container")).isEqualTo("embedded-REDIRECT-web");
    assertThat(answer.text("$.embedded.parameters.place")).isEqualTo("embedded-REDIRECT-web");
    assertThat(answer.text("$.embedded.parameters.token")).isEqualTo(answer.text("$.state"));
    assertThat(get("/").header("Content-Security-Policy"))
        .contains("script-src 'self' https://static.example/form.js;")
        .contains("frame-src https://login.example;");
  }

  @Nested
  @TestPropertySource(properties = "gatehouse.sign-in-page.enabled=false")
  class SwitchedOff {

    @Test
    void there_is_nothing_at_its_address() {
      assertThat(get("/").status()).isEqualTo(404);
    }
  }

  @Nested
  @TestPropertySource(properties = "gatehouse.session.enabled=false")
  class WithoutSessions {

    @Test
    void it_offers_to_sign_in_all_the_same() {
      assertThat(get("/").http().body()).contains("/v1/logins/REDIRECT/start");
    }
  }

  private Answer get(String path) {
    return calls().get(path);
  }

  private Answer ask(String path) {
    return calls().send(calls().request(path).header("Accept", "application/json"));
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }

  private record Form() implements EmbeddedForm {

    @Override
    public URI script() {
      return URI.create("https://static.example/form.js");
    }

    @Override
    public List<String> framedOrigins() {
      return List.of("https://login.example");
    }

    @Override
    public String constructorName() {
      return "Form";
    }

    @Override
    public Map<String, Object> parameters(AuthorizationRequest request, String container) {
      return Map.of("place", container, "token", request.state().value());
    }
  }
}
