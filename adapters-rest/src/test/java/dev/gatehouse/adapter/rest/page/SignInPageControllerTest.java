package dev.gatehouse.adapter.rest.page;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.session.Sessions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class SignInPageControllerTest {

  private static final String START = "/v1/logins/FAKE/start?channel=web";
  private static final String RETURN = "&amp;returnTo=http%3A%2F%2Flocalhost%2Fshop";

  private final MockMvcTester mvc;
  private final Sessions sessions;
  private final LoginMethods loginMethods;

  SignInPageControllerTest(MockMvcTester mvc, Sessions sessions, LoginMethods loginMethods) {
    this.mvc = mvc;
    this.sessions = sessions;
    this.loginMethods = loginMethods;
  }

  @Test
  void a_visitor_can_begin_to_sign_in() {
    MvcTestResult answer = mvc.get().uri("/").exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .headers()
        .containsHeader("Content-Security-Policy");
    assertThat(text(answer)).contains(START);
  }

  @ParameterizedTest
  @CsvSource({"/, en, en", "/, zh, zh", "/?lang=zh, en, zh", "/?lang=fr, en, en"})
  void the_language_is_the_chosen_one_or_that_of_the_browser(
      String address, String accepted, String language) {
    assertThat(mvc.get().uri(address).header(HttpHeaders.ACCEPT_LANGUAGE, accepted).exchange())
        .hasHeader(HttpHeaders.CONTENT_LANGUAGE, language);
  }

  @Test
  void a_visitor_returns_to_a_page_that_is_allowed() {
    assertThat(text(mvc.get().uri("/?returnTo=http://localhost/shop").exchange()))
        .as("the way in, and the same page in the other language")
        .contains(START + RETURN, "/?lang=en" + RETURN);
    assertThat(text(mvc.get().uri("/?returnTo=https://evil.example/").exchange()))
        .doesNotContain("evil");
  }

  @Test
  void a_visitor_who_is_signed_in_sees_the_account() {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));

    assertThat(text(mvc.get().uri("/").cookie(signedIn()).exchange()))
        .contains(USER.name())
        .doesNotContain(START);
  }

  @Test
  void a_visitor_who_was_sent_here_to_sign_in_does_so_though_signed_in() {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));

    assertThat(
            text(mvc.get().uri("/?returnTo=http://localhost/shop").cookie(signedIn()).exchange()))
        .contains(START)
        .doesNotContain(USER.name());
  }

  @Test
  void a_store_without_accounts_shows_the_user_alone() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(loginMethods.of(any())).thenThrow(new AccountException.NotOffered());

    MvcTestResult answer = mvc.get().uri("/").cookie(signedIn()).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(text(answer)).contains(USER.name()).doesNotContain("/v1/me/login-methods");
  }
}
