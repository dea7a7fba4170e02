package dev.gatehouse.adapter.rest.account;

import static dev.gatehouse.adapter.rest.Samples.ACTIVE;
import static dev.gatehouse.adapter.rest.Samples.IDENTITY;
import static dev.gatehouse.adapter.rest.Samples.ISSUED;
import static dev.gatehouse.adapter.rest.Samples.NOW;
import static dev.gatehouse.adapter.rest.Samples.TOKEN;
import static dev.gatehouse.adapter.rest.Samples.USER;
import static dev.gatehouse.adapter.rest.Samples.body;
import static dev.gatehouse.adapter.rest.Samples.invalid;
import static dev.gatehouse.adapter.rest.Samples.problem;
import static dev.gatehouse.adapter.rest.Samples.signedIn;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.gatehouse.adapter.rest.RestSlice;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.LinkResult;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.LoginMethodEntry;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.PendingRegistrations;
import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Sessions;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class RegistrationControllerTest {

  private static final String CONTINUE = "/v1/logins/continue";
  private static final String COOKIE = "gatehouse_registration";
  private static final String VERIFIER = "verifier";
  private static final RegistrationTicket TICKET = ticketOf(null);
  private static final LoginMethodEntry ENTRY =
      new LoginMethodEntry(
          new LinkedIdentity(new LoginMethodId(9), IDENTITY, NOW, null), null, false);

  private final MockMvcTester mvc;
  private final PendingRegistrations registrations;
  private final Sessions sessions;
  private final AuditLog log;
  private final Tickets tickets;
  private final String ticket;

  RegistrationControllerTest(
      MockMvcTester mvc,
      PendingRegistrations registrations,
      Sessions sessions,
      AuditLog log,
      Tickets tickets) {
    this.mvc = mvc;
    this.registrations = registrations;
    this.sessions = sessions;
    this.log = log;
    this.tickets = tickets;
    this.ticket = tickets.registrations().write(TICKET);
  }

  @BeforeEach
  void theVerifierIsThatOfTheTicket() throws Exception {
    when(registrations.isGood(any(), eq(VERIFIER))).thenReturn(true);
    when(registrations.register(any(), any()))
        .thenReturn(new LoginResult.Registered(USER, IDENTITY));
    when(registrations.link(any(), any(), any())).thenReturn(new LinkResult.Added(ENTRY));
    when(sessions.open(USER.id(), IDENTITY)).thenReturn(Optional.of(ISSUED));
    when(sessions.current(TOKEN)).thenReturn(Optional.of(ACTIVE));
  }

  @Test
  void a_client_registers_the_person() throws Exception {
    MvcTestResult answer =
        send(CONTINUE, "{'ticket':'" + ticket + "','as':'new','verifier':'verifier'}");

    assertThat(answer).hasStatus(HttpStatus.CREATED);
    assertThat(body(answer).path("session").path("refreshToken").asString())
        .isEqualTo(TOKEN.value());
    verify(registrations).register(TICKET, VERIFIER);
  }

  @Test
  void a_client_links_the_identity_to_the_account_of_its_session() throws Exception {
    MvcTestResult answer =
        mvc.post()
            .uri(CONTINUE)
            .cookie(signedIn())
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"ticket\":\"" + ticket + "\",\"as\":\"link\",\"verifier\":\"verifier\"}")
            .exchange();

    assertThat(answer).hasStatus(HttpStatus.CREATED);
    assertThat(body(answer).path("id").asString()).isEqualTo("9");
    verify(registrations).link(ACTIVE, TICKET, VERIFIER);
  }

  @Test
  void a_link_needs_a_session() throws Exception {
    problem(
        send(CONTINUE, "{'ticket':'" + ticket + "','as':'link','verifier':'verifier'}"),
        HttpStatus.UNAUTHORIZED,
        "session_invalid");
    verify(registrations, never()).link(any(), any(), any());
  }

  @ParameterizedTest
  @CsvSource({
    "'{''as'':''new''}', ticket missing",
    "'{''ticket'':''TICKET'',''verifier'':''verifier''}', as missing",
    "'{''ticket'':''TICKET'',''verifier'':''verifier'',''as'':''other''}', as malformed",
  })
  void a_member_that_is_wrong_is_named(String body, String error) {
    assertThat(invalid(send(CONTINUE, body.replace("TICKET", ticket)))).containsExactly(error);
  }

  /** SEC-80. */
  @ParameterizedTest
  @CsvSource({
    "'{''ticket'':''planted'',''as'':''new'',''verifier'':''verifier''}'",
    "'{''ticket'':''TICKET'',''as'':''new'',''verifier'':''of another''}'",
    "'{''ticket'':''TICKET'',''as'':''new''}'",
  })
  void a_ticket_without_its_secret_is_refused_and_recorded(String body) throws Exception {
    problem(
        send(CONTINUE, body.replace("TICKET", ticket)),
        HttpStatus.UNAUTHORIZED,
        "credential_rejected");

    verify(log).record(AuditRecord.refusal(NOW, "ticket_rejected"));
    verify(registrations, never()).register(any(), any());
  }

  @Test
  void the_form_of_our_page_registers_and_signs_in() throws Exception {
    assertThat(form("new", "same-origin"))
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop")
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .cookies()
        .hasValue("gatehouse_session", TOKEN.value())
        .hasMaxAge(COOKIE, Duration.ZERO);
    verify(registrations).register(TICKET, VERIFIER);
  }

  @Test
  void the_form_of_our_page_links() throws Exception {
    assertThat(form("link", "same-origin"))
        .hasStatus(HttpStatus.SEE_OTHER)
        .hasHeader(HttpHeaders.LOCATION, "http://localhost/shop?linked=FAKE")
        .cookies()
        .hasMaxAge(COOKIE, Duration.ZERO);
    verify(registrations).link(ACTIVE, TICKET, VERIFIER);
  }

  /** SEC-26. */
  @Test
  void the_form_of_another_site_registers_no_user() throws Exception {
    problem(form("new", "cross-site"), HttpStatus.UNAUTHORIZED, "credential_rejected");
    verify(registrations, never()).register(any(), any());
  }

  @Test
  void a_form_that_is_not_ours_is_refused() throws Exception {
    problem(form("other", "same-origin"), HttpStatus.UNAUTHORIZED, "credential_rejected");
    verify(registrations, never()).register(any(), any());
  }

  @Test
  void a_browser_with_a_ticket_is_asked() {
    when(registrations.canLink(ACTIVE)).thenReturn(true);

    MvcTestResult answer =
        mvc.get().uri(CONTINUE).cookie(kept(), signedIn()).header("Accept", "text/html").exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    assertThat(text(answer)).contains(ticket, USER.name(), "action=\"" + CONTINUE + "\"");
  }

  @Test
  void an_account_that_cannot_be_linked_is_not_named() {
    when(registrations.canLink(ACTIVE)).thenReturn(false);

    MvcTestResult answer = mvc.get().uri(CONTINUE).cookie(kept(), signedIn()).exchange();

    assertThat(answer).hasStatusOk();
    assertThat(text(answer)).doesNotContain(USER.name());
  }

  @Test
  void a_browser_without_a_ticket_is_not_asked() {
    problem(mvc.get().uri(CONTINUE).exchange(), HttpStatus.UNAUTHORIZED, "credential_rejected");
  }

  @Test
  void a_person_who_is_another_than_the_account_is_registered() throws Exception {
    RegistrationTicket dormant = ticketOf(new UserId(7));

    assertThat(notMine("FAKE", dormant)).hasStatus(HttpStatus.CREATED);
    verify(registrations).register(dormant, VERIFIER);
  }

  @Test
  void only_a_ticket_of_a_dormant_identity_of_the_method_says_so() throws Exception {
    problem(notMine("FAKE", TICKET), HttpStatus.UNAUTHORIZED, "credential_rejected");
    problem(
        notMine("OTHER", ticketOf(new UserId(7))), HttpStatus.UNAUTHORIZED, "credential_rejected");
    verify(registrations, never()).register(any(), any());
  }

  private static RegistrationTicket ticketOf(@Nullable UserId dormant) {
    return new RegistrationTicket(
        IDENTITY,
        dormant,
        new NewUser(new UserName("新人")),
        "web",
        SecretHash.ofSecret(VERIFIER),
        URI.create("http://localhost/shop"),
        new State("n".repeat(32)),
        NOW.plusSeconds(600));
  }

  private Cookie kept() {
    return new Cookie(COOKIE, VERIFIER + "." + ticket);
  }

  private MvcTestResult notMine(String method, RegistrationTicket shown) {
    return send(
        "/v1/logins/" + method + "/not-mine",
        "{'ticket':'" + tickets.registrations().write(shown) + "','verifier':'verifier'}");
  }

  private MvcTestResult send(String address, String body) {
    return mvc.post()
        .uri(address)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body.replace('\'', '"'))
        .exchange();
  }

  private MvcTestResult form(String as, String site) {
    return mvc.post()
        .uri(CONTINUE)
        .cookie(kept(), signedIn())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .header("Sec-Fetch-Site", site)
        .content("ticket=" + ticket + "&as=" + as)
        .exchange();
  }
}
