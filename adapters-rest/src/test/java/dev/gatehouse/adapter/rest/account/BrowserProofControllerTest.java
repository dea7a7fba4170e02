package dev.gatehouse.adapter.rest.account;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.METHOD;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.SESSION;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.cookie;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.browser.Attempts;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.BrowserProofs;
import dev.gatehouse.application.browser.BrowserLogin;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.ticket.LinkTicket;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.login.State;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class BrowserProofControllerTest {

  private static final String PROOF = "gatehouse_proof";
  private static final String START_LINK = "/v1/me/login-methods/FAKE/start?channel=web";
  private static final String START_CONFIRM = "/v1/session/confirm/FAKE/start?channel=web";
  private static final String LINK = "/v1/me/login-methods/FAKE/link";
  private static final String CALLBACK =
      "/v1/logins/FAKE/callback?code=c1&state=" + Attempts.STATE.value();
  private static final LinkTicket TICKET =
      new LinkTicket(
          SESSION.id(),
          IDENTITY,
          "web",
          URI.create("http://localhost/shop"),
          new State("n".repeat(32)),
          NOW.plusSeconds(600));

  private final MockMvcTester mvc;
  private final BrowserProofs proofs;
  private final BrowserLogin logins;
  private final Sessions sessions;
  private final Tickets tickets;

  BrowserProofControllerTest(
      MockMvcTester mvc,
      BrowserProofs proofs,
      BrowserLogin logins,
      Sessions sessions,
      Tickets tickets) {
    this.mvc = mvc;
    this.proofs = proofs;
    this.logins = logins;
    this.sessions = sessions;
    this.tickets = tickets;
  }

  @BeforeEach
  void signIn() throws Exception {
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
    when(logins.begin(any())).thenReturn(Attempts.STARTED);
    for (ProofPurpose.Kind kind : ProofPurpose.Kind.values()) {
      when(proofs.begin(ACTIVE, kind)).thenReturn(new ProofPurpose(kind, SESSION.id().value()));
    }
  }

  @Test
  void a_link_begins_at_the_provider_with_consent() throws Exception {
    MvcTestResult answer = mvc.get().uri(START_LINK).cookie(signedIn()).exchange();

    assertThat(answer)
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, Attempts.PROVIDER)
        .cookies()
        .isHttpOnly(PROOF, true)
        .hasMaxAge(PROOF, Duration.ofMinutes(10));
    verify(proofs).begin(ACTIVE, ProofPurpose.Kind.LINK);
    verify(logins)
        .begin(
            assertArg(start -> {
              assertThat(start.method()).isEqualTo(METHOD);
              assertThat(start.channel()).isEqualTo("web");
              assertThat(start.consent()).isEqualTo(Consent.REQUIRED);
            }));
  }

  @Test
  void a_proof_that_may_not_begin_sends_no_browser_away() throws Exception {
    when(proofs.begin(ACTIVE, ProofPurpose.Kind.LINK))
        .thenThrow(new AccountException.ConfirmationRequired(Duration.ofMinutes(10)));

    MvcTestResult answer = mvc.get().uri(START_LINK).cookie(signedIn()).exchange();

    problem(answer, HttpStatus.FORBIDDEN, "confirmation_required");
    assertThat(answer).doesNotContainHeader(HttpHeaders.SET_COOKIE);
    verifyNoInteractions(logins);
  }

  @Test
  void a_browser_that_is_signed_out_begins_no_proof() {
    problem(mvc.get().uri(START_LINK).exchange(), HttpStatus.UNAUTHORIZED, "session_invalid");
    verifyNoInteractions(proofs);
  }

  /** SEC-64. */
  @Test
  void a_proof_for_a_link_is_asked_about_before_it_is_linked() throws Exception {
    Cookie proof = begin(START_LINK);
    when(proofs.prove(any(), any(), any(), any())).thenReturn(TICKET);

    MvcTestResult answer = mvc.get().uri(CALLBACK).cookie(proof, signedIn()).exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .cookies()
        .hasMaxAge(PROOF, Duration.ZERO);
    assertThat(text(answer)).contains(USER.name(), "action=\"" + LINK + "\"");
    verify(proofs)
        .prove(
            eq(ACTIVE),
            eq(new ProofPurpose(ProofPurpose.Kind.LINK, SESSION.id().value())),
            any(),
            eq(new Callback(METHOD, Attempts.STATE, "c1")));
    verify(proofs, never()).link(any(), any());
    verify(logins, never()).complete(any(), any(), any());
  }

  @Test
  void a_confirmation_returns_to_where_it_began() throws Exception {
    Cookie proof = begin(START_CONFIRM);

    assertThat(mvc.get().uri(CALLBACK).cookie(proof, signedIn()).exchange())
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop?confirmed=FAKE")
        .cookies()
        .hasMaxAge(PROOF, Duration.ZERO);
    verify(proofs)
        .confirm(
            eq(ACTIVE),
            eq(new ProofPurpose(ProofPurpose.Kind.CONFIRM, SESSION.id().value())),
            any(),
            any());
  }

  @Test
  void a_ticket_that_the_person_agrees_to_is_linked() throws Exception {
    assertThat(link("FAKE", "ticket=" + tickets.links().write(TICKET)))
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop?linked=FAKE");
    verify(proofs).link(ACTIVE, TICKET);
  }

  @Test
  void a_ticket_of_others_or_of_another_method_is_not_linked() throws Exception {
    problem(link("FAKE", "ticket=planted"), HttpStatus.FORBIDDEN, "state_mismatch");
    problem(
        link("OTHER", "ticket=" + tickets.links().write(TICKET)),
        HttpStatus.FORBIDDEN,
        "state_mismatch");
    verify(proofs, never()).link(any(), any());
  }

  private Cookie begin(String address) {
    return cookie(mvc.get().uri(address).cookie(signedIn()).exchange(), PROOF);
  }

  private MvcTestResult link(String method, String form) {
    return mvc.post()
        .uri("/v1/me/login-methods/" + method + "/link")
        .cookie(signedIn())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .content(form)
        .exchange();
  }
}
