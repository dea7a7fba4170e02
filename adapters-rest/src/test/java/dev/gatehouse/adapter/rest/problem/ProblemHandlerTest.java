package dev.gatehouse.adapter.rest.problem;

import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RestSlice
class ProblemHandlerTest {

  private final MockMvcTester mvc;
  private final LoginOrRegister logins;
  private final Tickets tickets;

  ProblemHandlerTest(MockMvcTester mvc, LoginOrRegister logins, Tickets tickets) {
    this.mvc = mvc;
    this.logins = logins;
    this.tickets = tickets;
  }

  static List<Arguments> endings() {
    return List.of(
        arguments(new LoginException.UnknownLoginMethod(), 400, "unknown_login_method"),
        arguments(new LoginException.UnknownChannel(), 400, "unknown_channel"),
        arguments(new LoginException.ConsentRequired(), 403, "consent_required"),
        arguments(new LoginException.CredentialRejected("planted"), 401, "credential_rejected"),
        arguments(new LoginException.LoginDeclined(), 401, "login_declined"),
        arguments(new LoginException.StateMismatch("planted"), 403, "state_mismatch"),
        arguments(new LoginException.AccountRestricted("planted"), 403, "account_restricted"),
        arguments(new LoginException.AccountDisabled(USER.id()), 403, "account_restricted"),
        arguments(new LoginException.RegistrationClosed(), 403, "registration_closed"),
        arguments(new LoginException.PreviewOnly("planted"), 403, "preview_only"),
        arguments(new LoginException.IdentityIncomplete("planted"), 403, "identity_incomplete"),
        arguments(
            new LoginException.ProviderMisconfigured("planted"), 502, "provider_misconfigured"),
        arguments(new IllegalStateException("planted"), 500, "internal_error"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void an_ending_has_a_status_and_a_code_and_shows_no_cause(
      Exception ending, int status, String code) throws Exception {
    when(logins.login(any(), any())).thenThrow(ending);

    MvcTestResult answer = login();

    problem(answer, HttpStatus.valueOf(status), code);
    assertThat(text(answer)).doesNotContain("planted");
  }

  static List<Arguments> pauses() {
    return List.of(
        arguments(
            new LoginException.TooManyAttempts("planted", Duration.ofSeconds(30)),
            HttpStatus.TOO_MANY_REQUESTS,
            "rate_limited",
            "30"),
        arguments(
            new LoginException.ProviderUnavailable("planted", Duration.ofMillis(1500)),
            HttpStatus.SERVICE_UNAVAILABLE,
            "provider_unavailable",
            "2"),
        arguments(
            new StorageUnavailableException("planted"),
            HttpStatus.SERVICE_UNAVAILABLE,
            "storage_unavailable",
            "5"));
  }

  @ParameterizedTest
  @MethodSource("pauses")
  void a_client_that_may_try_again_is_told_when(
      Exception ending, HttpStatus status, String code, String seconds) throws Exception {
    when(logins.login(any(), any())).thenThrow(ending);

    MvcTestResult answer = login();

    problem(answer, status, code);
    assertThat(answer).hasHeader(HttpHeaders.RETRY_AFTER, seconds);
  }

  @Test
  void a_field_of_a_credential_is_named_with_its_reason() throws Exception {
    when(logins.login(any(), any()))
        .thenThrow(
            new LoginException.InvalidCredential(
                "code", LoginException.InvalidCredential.Reason.MALFORMED));

    JsonNode error =
        problem(login(), HttpStatus.BAD_REQUEST, "invalid_request").path("errors").get(0);

    assertThat(error.path("field").asString()).isEqualTo("credential.code");
    assertThat(error.path("reason").asString()).isEqualTo("malformed");
  }

  @Test
  void a_person_whose_account_is_closing_gets_a_ticket() throws Exception {
    when(logins.login(any(), any()))
        .thenThrow(new LoginException.AccountClosing(USER.id(), IDENTITY, NOW));

    JsonNode problem = problem(login(), HttpStatus.FORBIDDEN, "account_closing");

    assertThat(problem.path("closesAt").asString()).isEqualTo(NOW.toString());
    assertThat(tickets.closures().read(problem.path("ticket").asString()))
        .map(ClosureTicket::user)
        .contains(USER.id());
  }

  @Test
  void a_page_learns_what_its_human_check_needs() throws Exception {
    when(logins.login(any(), any()))
        .thenThrow(new LoginException.HumanCheckRequired("turnstile", "site-key"));

    JsonNode problem = problem(login(), HttpStatus.FORBIDDEN, "human_check_required");

    assertThat(problem.path("provider").asString()).isEqualTo("turnstile");
    assertThat(problem.path("siteKey").asString()).isEqualTo("site-key");
  }

  private MvcTestResult login() {
    return mvc.post()
        .uri("/v1/logins")
        .contentType(MediaType.APPLICATION_JSON)
        .content("{\"method\":\"FAKE\",\"credential\":{}}")
        .exchange();
  }
}
