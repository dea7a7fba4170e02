package dev.gatehouse.adapter.rest.account;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.ISSUED;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class ClosureControllerTest {

  private static final String CANCEL = "/v1/closures/cancel";
  private static final ClosureTicket TICKET =
      new ClosureTicket(USER.id(), IDENTITY, new State("n".repeat(32)), NOW.plusSeconds(600));

  private final MockMvcTester mvc;
  private final AccountClosure closure;
  private final Sessions sessions;
  private final AuditLog log;
  private final String ticket;

  ClosureControllerTest(
      MockMvcTester mvc, AccountClosure closure, Sessions sessions, AuditLog log, Tickets tickets) {
    this.mvc = mvc;
    this.closure = closure;
    this.sessions = sessions;
    this.log = log;
    this.ticket = tickets.closures().write(TICKET);
  }

  @Test
  void a_user_reads_when_the_account_is_closed() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(closure.close(ACTIVE)).thenReturn(NOW.plus(Duration.ofDays(15)));

    MvcTestResult answer = mvc.post().uri("/v1/me/closure").cookie(signedIn()).exchange();

    assertThat(answer).hasStatus(HttpStatus.ACCEPTED);
    assertThat(body(answer)).isEqualTo(json("{'closesAt':'2026-12-08T10:00:00Z'}"));
  }

  @Test
  void a_session_that_was_not_confirmed_lately_closes_nothing() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(closure.close(any()))
        .thenThrow(new AccountException.ConfirmationRequired(Duration.ofMinutes(10)));

    problem(
        mvc.post().uri("/v1/me/closure").cookie(signedIn()).exchange(),
        HttpStatus.FORBIDDEN,
        "confirmation_required");
  }

  @Test
  void a_ticket_cancels_the_closure_and_logs_in() throws Exception {
    reopens();

    MvcTestResult answer = cancel("{\"ticket\":\"" + ticket + "\"}");

    assertThat(answer).hasStatusOk().doesNotContainHeader(HttpHeaders.SET_COOKIE);
    assertThat(body(answer).path("session").path("refreshToken").asString())
        .isEqualTo(TOKEN.value());
    verify(closure).cancel(TICKET);
  }

  @Test
  void a_body_without_a_ticket_is_invalid() {
    assertThat(invalid(cancel("{}"))).containsExactly("ticket missing");
  }

  @Test
  void a_ticket_of_others_is_refused_and_recorded() {
    problem(cancel("{\"ticket\":\"planted\"}"), HttpStatus.UNAUTHORIZED, "credential_rejected");

    verify(log).record(AuditRecord.refusal(NOW, "ticket_rejected"));
    verifyNoInteractions(closure);
  }

  /** The login that it was used for leaves the record. */
  @Test
  void a_ticket_that_was_used_is_refused() throws Exception {
    when(closure.cancel(any())).thenThrow(new LoginException.CredentialRejected("used"));

    problem(
        cancel("{\"ticket\":\"" + ticket + "\"}"), HttpStatus.UNAUTHORIZED, "credential_rejected");
    verifyNoInteractions(log);
  }

  /** SEC-82. */
  @Test
  void the_form_of_our_page_signs_the_browser_in() throws Exception {
    reopens();

    assertThat(form("ticket=" + ticket, "same-origin"))
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "/")
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .cookies()
        .hasValue("gatehouse_session", TOKEN.value());
  }

  @Test
  void a_form_of_another_site_signs_no_browser_in() {
    problem(form("ticket=" + ticket, "cross-site"), HttpStatus.FORBIDDEN, "state_mismatch");
    verifyNoInteractions(closure);
  }

  @Test
  void a_form_without_a_ticket_is_refused() {
    problem(form("other=" + ticket, "same-origin"), HttpStatus.UNAUTHORIZED, "credential_rejected");
    verifyNoInteractions(closure);
  }

  private void reopens() throws Exception {
    when(closure.cancel(any())).thenReturn(new LoginResult.Returned(USER, IDENTITY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));
  }

  private MvcTestResult cancel(String body) {
    return mvc.post().uri(CANCEL).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
  }

  private MvcTestResult form(String form, String site) {
    return mvc.post()
        .uri(CANCEL)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .header("Sec-Fetch-Site", site)
        .content(form)
        .exchange();
  }
}
