package dev.gatehouse.adapter.rest.login;

import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.ISSUED;
import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.cookieLike;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.login.GuardedLogin;
import dev.gatehouse.application.login.LoginGuard;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.RegistrationMode;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeIdentityProvider;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RestSlice
class LoginControllerTest {

  private static final String CREDENTIAL =
      "'method':'FAKE','credential':{'channel':'app','code':'c1'}";

  private final MockMvcTester mvc;
  private final LoginOrRegister logins;
  private final GuardedLogin guardedLogins;
  private final BrowserLogin browserLogins;
  private final Sessions sessions;
  private final Tickets tickets;

  LoginControllerTest(
      MockMvcTester mvc,
      LoginOrRegister logins,
      GuardedLogin guardedLogins,
      BrowserLogin browserLogins,
      Sessions sessions,
      Tickets tickets) {
    this.mvc = mvc;
    this.logins = logins;
    this.guardedLogins = guardedLogins;
    this.browserLogins = browserLogins;
    this.sessions = sessions;
    this.tickets = tickets;
  }

  @Test
  void a_registration_is_201_with_a_session() throws Exception {
    when(logins.login(any(), any())).thenReturn(new LoginResult.Registered(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));

    MvcTestResult answer = login("{" + CREDENTIAL + "}");

    assertThat(answer).hasStatus(HttpStatus.CREATED).doesNotContainHeader(HttpHeaders.SET_COOKIE);
    JsonNode login = body(answer);
    assertThat(login.path("user")).isEqualTo(json("{'id':42,'sub':'42','name':'小明','age':7}"));
    assertThat(login.path("registered").asBoolean()).isTrue();
    assertThat(login.has("dormant")).isFalse();
    assertThat(login.path("session").path("refreshToken").asString()).isEqualTo(TOKEN.value());
    ArgumentCaptor<Credential> credential = ArgumentCaptor.captor();
    verify(logins).login(credential.capture(), any());
    assertThat(credential.getValue().method()).isEqualTo(METHOD);
    assertThat(credential.getValue().field("channel")).contains("app");
    assertThat(credential.getValue().field("code")).contains("c1");
  }

  @Test
  void a_return_is_200_and_says_whether_the_identity_was_dormant() throws Exception {
    when(logins.login(any(), any())).thenReturn(new LoginResult.Returned(USER, IDENTITY, true));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));

    MvcTestResult answer = login("{" + CREDENTIAL + "}");

    assertThat(answer).hasStatusOk();
    assertThat(body(answer).path("registered").asBoolean()).isFalse();
    assertThat(body(answer).path("dormant").asBoolean()).isTrue();
  }

  @Test
  void a_login_method_that_was_unlinked_meanwhile_opens_no_session() throws Exception {
    when(logins.login(any(), any())).thenReturn(new LoginResult.Returned(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.empty());

    problem(login("{" + CREDENTIAL + "}"), HttpStatus.UNAUTHORIZED, "credential_rejected");
  }

  /** SEC-51. */
  @Test
  void a_page_gets_its_session_in_a_cookie() throws Exception {
    when(logins.login(any(), any())).thenReturn(new LoginResult.Returned(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));

    MvcTestResult answer = login("{" + CREDENTIAL + ",'session':'cookie'}");

    assertThat(answer).hasStatusOk().cookies().hasValue("gatehouse_session", TOKEN.value());
    assertThat(body(answer).path("session").has("refreshToken")).isFalse();
  }

  @Test
  void a_page_of_another_site_gets_no_cookie() throws Exception {
    when(guardedLogins.login(any(), any(), any()))
        .thenAnswer(call -> {
          call.getArgument(2, LoginGuard.class).check(new FakeIdentityProvider(METHOD));
          return new LoginResult.Returned(USER, IDENTITY);
        });

    MvcTestResult answer =
        mvc.post()
            .uri("/v1/logins")
            .contentType(MediaType.APPLICATION_JSON)
            .header("Sec-Fetch-Site", "cross-site")
            .content(("{" + CREDENTIAL + ",'session':'cookie'}").replace('\'', '"'))
            .exchange();

    problem(answer, HttpStatus.FORBIDDEN, "state_mismatch");
    verifyNoInteractions(logins);
  }

  @Test
  void a_client_that_wants_to_ask_first_gets_a_ticket_for_its_verifier() throws Exception {
    when(logins.login(any(), any())).thenThrow(asked());
    SecretHash verifier = SecretHash.ofSecret("verifier");
    String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(verifier.bytes());

    MvcTestResult answer =
        login("{" + CREDENTIAL + ",'register':'ask','verifierHash':'" + hash + "'}");

    String ticket =
        problem(answer, HttpStatus.CONFLICT, "not_registered").path("ticket").asString();
    assertThat(answer).doesNotContainHeader(HttpHeaders.SET_COOKIE);
    assertThat(tickets.registrations().read(ticket))
        .map(RegistrationTicket::verifierHash)
        .contains(verifier);
    verify(logins).login(any(), eq(RegistrationMode.ASK));
  }

  /** SEC-80. */
  @Test
  void a_page_without_a_verifier_gets_one_in_a_cookie() throws Exception {
    when(logins.login(any(), any())).thenThrow(asked());

    MvcTestResult answer =
        login("{" + CREDENTIAL + ",'register':'ask','returnTo':'http://localhost/shop'}");

    String ticket =
        problem(answer, HttpStatus.CONFLICT, "not_registered").path("ticket").asString();
    Cookie kept = cookieLike(answer, "gatehouse_registration");
    assertThat(kept.getValue()).endsWith("." + ticket);
    assertThat(kept.isHttpOnly()).isTrue();
    assertThat(kept.getMaxAge()).isEqualTo(600);
    assertThat(tickets.registrations().read(ticket))
        .map(RegistrationTicket::returnTo)
        .contains(URI.create("http://localhost/shop"));
  }

  @Test
  void a_page_cannot_name_the_site_of_another_to_return_to() throws Exception {
    when(logins.login(any(), any())).thenThrow(asked());

    MvcTestResult answer =
        login("{" + CREDENTIAL + ",'register':'ask','returnTo':'https://evil.example/'}");

    String ticket =
        problem(answer, HttpStatus.CONFLICT, "not_registered").path("ticket").asString();
    assertThat(tickets.registrations().read(ticket))
        .map(RegistrationTicket::returnTo)
        .contains(URI.create("/"));
  }

  @Test
  void an_attempt_that_this_browser_began_is_completed() throws Exception {
    State state = new State("s".repeat(32));
    LoginAttempt attempt =
        new LoginAttempt(state, METHOD, "web", URI.create("/"), NOW, Consent.WHEN_NEEDED);
    URI callback = URI.create("http://localhost/v1/logins/FAKE/callback");
    when(browserLogins.begin(any()))
        .thenReturn(
            new StartedLogin(
                attempt,
                new AuthorizationRequest("web", state, callback, Locale.CHINESE),
                URI.create("https://provider.example/")));
    when(browserLogins.complete(any(), any(), any()))
        .thenReturn(new LoginResult.Returned(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));
    Cookie kept =
        cookieLike(
            mvc.get().uri("/v1/logins/FAKE/start?channel=web").exchange(), "gatehouse_attempt_");

    MvcTestResult answer =
        mvc.post()
            .uri("/v1/logins")
            .cookie(kept)
            .contentType(MediaType.APPLICATION_JSON)
            .content(
                "{\"method\":\"FAKE\",\"credential\":{\"channel\":\"web\",\"code\":\"c1\",\"state\":\""
                    + state.value()
                    + "\"}}")
            .exchange();

    assertThat(answer).hasStatusOk().cookies().hasMaxAge(kept.getName(), Duration.ZERO);
    verify(browserLogins)
        .complete(attempt, new Callback(METHOD, state, "c1"), RegistrationMode.AUTOMATIC);
    verifyNoInteractions(logins);
  }

  @Test
  void every_field_that_is_wrong_is_named() {
    assertThat(invalid(login("{'method':1,'credential':{'code':2},'register':'maybe'}")))
        .containsExactlyInAnyOrder(
            "method wrong_type", "credential.code wrong_type", "register malformed");
    verifyNoInteractions(logins);
  }

  @Test
  void a_body_that_is_not_json_is_refused() {
    MvcTestResult answer =
        mvc.post()
            .uri("/v1/logins")
            .contentType(MediaType.TEXT_PLAIN)
            .content("{" + CREDENTIAL + "}")
            .exchange();

    problem(answer, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type");
    verifyNoInteractions(logins);
  }

  private static LoginException.NotRegistered asked() {
    return new LoginException.NotRegistered(IDENTITY, new NewUser(new UserName("小明")), "app");
  }

  private MvcTestResult login(String body) {
    return mvc.post()
        .uri("/v1/logins")
        .contentType(MediaType.APPLICATION_JSON)
        .content(body.replace('\'', '"'))
        .exchange();
  }
}
