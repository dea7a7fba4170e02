package dev.gatehouse.adapter.rest.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.adapter.rest.browser.RegistrationTickets;
import dev.gatehouse.adapter.rest.page.RegistrationPage;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.session.CrossSite;
import dev.gatehouse.adapter.rest.session.IssuedLogin;
import dev.gatehouse.adapter.rest.session.LoginResponse;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LinkResult;
import dev.gatehouse.application.account.PendingRegistrations;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * {@code /v1/logins/continue}: a person who was unknown, or whose identity may be another's
 * account, registers or names the own account.
 */
@RestController
final class RegistrationController {

  private static final String CONTINUE = "/v1/logins/continue";

  /** Sealed text needs no escapes in a form; a form with more is none of ours. */
  private static final Pattern FORM = Pattern.compile("ticket=([\\w-]{1,4096})&as=(new|link)");

  private static final String TICKET = "ticket";
  private static final String AS = "as";
  private static final String VERIFIER = "verifier";

  private final PendingRegistrations registrations;
  private final @Nullable CurrentUser currentUser;
  private final Tickets tickets;
  private final RegistrationTickets browsers;
  private final LoginResponses responses;
  private final RegistrationPage page;
  private final RefusalAudit refusals;
  private final CrossSite crossSite;

  /**
   * @param currentUser null if sessions are off
   */
  RegistrationController(
      PendingRegistrations registrations,
      @Nullable CurrentUser currentUser,
      Tickets tickets,
      RegistrationTickets browsers,
      LoginResponses responses,
      RegistrationPage page,
      RefusalAudit refusals,
      CrossSite crossSite) {
    this.registrations = registrations;
    this.currentUser = currentUser;
    this.tickets = tickets;
    this.browsers = browsers;
    this.responses = responses;
    this.page = page;
    this.refusals = refusals;
    this.crossSite = crossSite;
  }

  /** A ticket and the secret that was shown with it. */
  private record Shown(RegistrationTicket ticket, String verifier) {}

  @PostMapping(
      path = CONTINUE,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> proceed(HttpServletRequest request)
      throws LoginException, AccountException, HttpMediaTypeNotSupportedException {
    Map<String, String> sent =
        JsonBody.readStrings(Set.of(TICKET, AS, VERIFIER), JsonBody.of(request));
    String ticket = required(TICKET, sent);
    String as = required(AS, sent);
    Shown shown = show(ticket, verifierOf(sent, request));
    return switch (as) {
      case "new" ->
          responses.answer(
              responses.admit(registrations.register(shown.ticket(), shown.verifier())));
      case "link" ->
          LoginMethodResponse.answer(
              registrations.link(session(), shown.ticket(), shown.verifier()));
      default -> throw new InvalidRequestException(AS, Reason.MALFORMED);
    };
  }

  /**
   * The account to which a dormant identity leads is another person's: this one is registered and
   * takes the identity.
   */
  @PostMapping(
      path = "/v1/logins/{method}/not-mine",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoginResponse> notMine(@PathVariable String method, HttpServletRequest request)
      throws LoginException, HttpMediaTypeNotSupportedException {
    Map<String, String> sent = JsonBody.readStrings(Set.of(TICKET, VERIFIER), JsonBody.of(request));
    Shown shown = show(required(TICKET, sent), verifierOf(sent, request));
    if (shown.ticket().user() == null
        || !shown.ticket().identity().method().code().equals(method)) {
      throw rejected();
    }
    return responses.answer(
        responses.admit(registrations.register(shown.ticket(), shown.verifier())));
  }

  @PostMapping(path = CONTINUE, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> proceed(
      InputStream body, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException {
    Matcher form = FORM.matcher(new String(JsonBody.bytes(body), US_ASCII));
    if (!form.matches()) {
      throw rejected();
    }
    Shown shown = show(form.group(1), verifierOf(request));
    URI returnTo = shown.ticket().returnTo();
    if (form.group(2).equals("link")) {
      LinkResult linked = registrations.link(session(), shown.ticket(), shown.verifier());
      browsers.drop(response);
      return seeOther(
          UriComponentsBuilder.fromUri(returnTo)
              .queryParam("linked", linked.entry().identity().identity().method().code())
              .build(true)
              .toUri());
    }
    IssuedLogin login = responses.admit(registrations.register(shown.ticket(), shown.verifier()));
    browsers.drop(response);
    responses
        .cookie(login, request)
        .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    return seeOther(returnTo);
  }

  /** Asks the person; a browser without a ticket of ours begins anew. */
  @GetMapping(CONTINUE)
  ResponseEntity<String> ask(HttpServletRequest request, HttpServletResponse response) {
    RegistrationTickets.Kept kept = browsers.kept(request).orElseThrow(this::rejected);
    RegistrationTicket ticket = show(kept.ticket(), Optional.of(kept.verifier())).ticket();
    return page.answer(
        new RegistrationPage.Question(
            ticket.identity().method(),
            ticket.user() != null,
            account(),
            request.getContextPath() + CONTINUE,
            kept.ticket(),
            ticket.returnTo()),
        request,
        response);
  }

  /** Without a verifier in the body, the one in the cookie counts. */
  private Optional<String> verifierOf(Map<String, String> sent, HttpServletRequest request) {
    return Optional.ofNullable(sent.get(VERIFIER)).or(() -> verifierOf(request));
  }

  /** The secret in the cookie of a browser, which counts from our own pages alone (SEC-26). */
  private Optional<String> verifierOf(HttpServletRequest request) {
    return crossSite.sent(request)
        ? Optional.empty()
        : browsers.kept(request).map(RegistrationTickets.Kept::verifier);
  }

  private Shown show(String ticket, Optional<String> verifier) {
    return verifier
        .flatMap(secret ->
            tickets
                .registrations()
                .read(ticket)
                .filter(found -> registrations.isGood(found, secret))
                .map(found -> new Shown(found, secret)))
        .orElseThrow(this::rejected);
  }

  /** The name of the account that can be linked at this moment; null if there is none. */
  private @Nullable String account() {
    try {
      ActiveSession session = session();
      return registrations.canLink(session) ? session.user().name() : null;
    } catch (SessionInvalidException signedOut) {
      return null;
    }
  }

  private ActiveSession session() {
    if (currentUser == null) {
      throw new SessionInvalidException();
    }
    return currentUser.require();
  }

  private static String required(String member, Map<String, String> sent) {
    String value = sent.get(member);
    if (value == null) {
      throw new InvalidRequestException(member, Reason.MISSING);
    }
    return value;
  }

  private static ResponseEntity<Void> seeOther(URI target) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(target)
        .build();
  }

  /** A used ticket leaves the record of the login or link that it was used for. */
  private RefusedException rejected() {
    refusals.refused("ticket_rejected");
    return new RefusedException(ProblemCode.CREDENTIAL_REJECTED);
  }
}
