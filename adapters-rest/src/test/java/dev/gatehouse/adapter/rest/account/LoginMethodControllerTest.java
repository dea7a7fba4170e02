package dev.gatehouse.adapter.rest.account;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LinkResult;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.LoginMethodEntry;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class LoginMethodControllerTest {

  private static final LoginMethodEntry ENTRY =
      new LoginMethodEntry(
          new LinkedIdentity(new LoginMethodId(9), IDENTITY, NOW, null), "138****0000", true);
  private static final String SHOWN =
      "{'id':'9','method':'FAKE','label':'138****0000','linkedAt':'2026-11-23T10:00:00Z','lastUsedAt':null,'current':true}";

  private final MockMvcTester mvc;
  private final LoginMethods loginMethods;
  private final Sessions sessions;

  LoginMethodControllerTest(MockMvcTester mvc, LoginMethods loginMethods, Sessions sessions) {
    this.mvc = mvc;
    this.loginMethods = loginMethods;
    this.sessions = sessions;
  }

  @BeforeEach
  void signIn() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(loginMethods.requireMethod(any(), any(), eq(METHOD.code()))).thenReturn(METHOD);
  }

  @Test
  void a_user_sees_the_login_methods_and_no_identification() throws Exception {
    when(loginMethods.of(ACTIVE)).thenReturn(List.of(ENTRY));

    MvcTestResult answer = mvc.get().uri("/v1/me/login-methods").cookie(signedIn()).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(body(answer)).isEqualTo(json("[" + SHOWN + "]"));
  }

  @Test
  void a_new_link_is_201() throws Exception {
    when(loginMethods.link(eq(ACTIVE), any())).thenReturn(new LinkResult.Added(ENTRY));

    MvcTestResult answer = send("/v1/me/login-methods");

    assertThat(answer).hasStatus(HttpStatus.CREATED);
    assertThat(body(answer)).isEqualTo(json(SHOWN));
    ArgumentCaptor<Credential> credential = ArgumentCaptor.captor();
    verify(loginMethods).link(eq(ACTIVE), credential.capture());
    assertThat(credential.getValue().method()).isEqualTo(METHOD);
    assertThat(credential.getValue().field("code")).contains("c1");
  }

  @Test
  void a_link_that_was_there_is_200() throws Exception {
    when(loginMethods.link(eq(ACTIVE), any())).thenReturn(new LinkResult.Present(ENTRY));

    assertThat(send("/v1/me/login-methods")).hasStatusOk();
  }

  @Test
  void an_identity_of_another_user_is_a_conflict() throws Exception {
    when(loginMethods.link(eq(ACTIVE), any())).thenThrow(new AccountException.IdentityTaken());

    problem(send("/v1/me/login-methods"), HttpStatus.CONFLICT, "identity_taken");
  }

  @Test
  void a_session_that_was_not_confirmed_lately_is_told_for_how_long_it_must_be() throws Exception {
    when(loginMethods.link(eq(ACTIVE), any()))
        .thenThrow(new AccountException.ConfirmationRequired(Duration.ofMinutes(10)));

    assertThat(
            problem(send("/v1/me/login-methods"), HttpStatus.FORBIDDEN, "confirmation_required")
                .path("freshFor")
                .asInt())
        .isEqualTo(600);
  }

  @Test
  void an_unlink_says_how_many_sessions_it_ended() throws Exception {
    when(loginMethods.unlink(ACTIVE, new LoginMethodId(9))).thenReturn(2);

    MvcTestResult answer = mvc.delete().uri("/v1/me/login-methods/9").cookie(signedIn()).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(body(answer)).isEqualTo(json("{'sessionsEnded':2}"));
  }

  @Test
  void the_last_login_method_stays() throws Exception {
    when(loginMethods.unlink(any(), any())).thenThrow(new AccountException.LastLoginMethod());

    problem(
        mvc.delete().uri("/v1/me/login-methods/9").cookie(signedIn()).exchange(),
        HttpStatus.CONFLICT,
        "last_login_method");
  }

  @Test
  void an_id_that_no_login_method_can_have_is_not_found() {
    problem(
        mvc.delete().uri("/v1/me/login-methods/09").cookie(signedIn()).exchange(),
        HttpStatus.NOT_FOUND,
        "not_found");
    verifyNoInteractions(loginMethods);
  }

  @Test
  void a_confirmation_is_204() throws Exception {
    assertThat(send("/v1/session/confirm"))
        .hasStatus(HttpStatus.NO_CONTENT)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    verify(loginMethods).confirm(eq(ACTIVE), any());
  }

  @Test
  void a_confirmation_by_another_identity_is_refused() throws Exception {
    doThrow(new AccountException.ConfirmationRequired(Duration.ofMinutes(10)))
        .when(loginMethods)
        .confirm(any(), any());

    problem(send("/v1/session/confirm"), HttpStatus.FORBIDDEN, "confirmation_required");
  }

  @ParameterizedTest
  @CsvSource({"/v1/me/login-methods, LINK", "/v1/session/confirm, CONFIRM"})
  void a_code_that_no_method_could_have_is_told_and_unknown(
      String address, AccountAttempt.Kind kind) throws Exception {
    when(loginMethods.requireMethod(ACTIVE, kind, "微信"))
        .thenThrow(new LoginException.UnknownLoginMethod());

    problem(send(address, "微信"), HttpStatus.BAD_REQUEST, "unknown_login_method");

    verify(loginMethods).requireMethod(ACTIVE, kind, "微信");
  }

  @Test
  void a_client_that_is_signed_out_changes_nothing() {
    when(sessions.current(TOKEN)).thenReturn(Optional.empty());

    problem(send("/v1/me/login-methods"), HttpStatus.UNAUTHORIZED, "session_invalid");
    verifyNoInteractions(loginMethods);
  }

  private MvcTestResult send(String address) {
    return send(address, METHOD.code());
  }

  private MvcTestResult send(String address, String method) {
    return mvc.post()
        .uri(address)
        .cookie(signedIn())
        .contentType(MediaType.APPLICATION_JSON)
        .content(
            "{\"method\":\"%s\",\"credential\":{\"channel\":\"app\",\"code\":\"c1\"}}"
                .formatted(method))
        .exchange();
  }
}
