package dev.gatehouse.adapter.rest.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.audit.RefusalAudit;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/me/closure} and {@code POST /v1/closures/cancel}. */
@RestController
final class ClosureController {

  private static final String TICKET = "ticket";
  private static final String FORM = TICKET + "=";

  private final AccountClosure closure;
  private final CurrentUser currentUser;
  private final Tickets tickets;
  private final LoginResponses responses;
  private final CrossSite crossSite;
  private final RefusalAudit refusals;

  ClosureController(
      AccountClosure closure,
      CurrentUser currentUser,
      Tickets tickets,
      LoginResponses responses,
      CrossSite crossSite,
      RefusalAudit refusals) {
    this.crossSite = crossSite;
    this.refusals = refusals;
    this.closure = closure;
    this.currentUser = currentUser;
    this.tickets = tickets;
    this.responses = responses;
  }

  /** When the account is closed for good. */
  record ClosureResponse(Instant closesAt) {}

  @PostMapping(path = "/v1/me/closure", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ClosureResponse> close() throws AccountException {
    return ResponseEntity.accepted()
        .cacheControl(CacheControl.noStore())
        .body(new ClosureResponse(closure.close(currentUser.require())));
  }

  @PostMapping(
      path = "/v1/closures/cancel",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<LoginResponse> cancel(HttpServletRequest request)
      throws LoginException, HttpMediaTypeNotSupportedException {
    String ticket =
        JsonBody.readString(TICKET, JsonBody.of(request))
            .orElseThrow(() -> new InvalidRequestException(TICKET, Reason.MISSING));
    return responses.answer(cancel(ticket));
  }

  /** The form of the page that tells a person that the account is closing (SEC-82). */
  @PostMapping(path = "/v1/closures/cancel", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> cancel(
      InputStream body, HttpServletRequest request, HttpServletResponse response)
      throws LoginException {
    // Another site could sign a browser in as its own user.
    if (crossSite.sent(request)) {
      throw new RefusedException(ProblemCode.STATE_MISMATCH);
    }
    // Sealed text needs no escapes in a form.
    String form = new String(JsonBody.bytes(body), US_ASCII);
    IssuedLogin login = cancel(form.startsWith(FORM) ? form.substring(FORM.length()) : "");
    responses
        .cookie(login, request)
        .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(URI.create(request.getContextPath() + "/"))
        .build();
  }

  private IssuedLogin cancel(String text) throws LoginException {
    return responses.admit(
        closure.cancel(tickets.closures().read(text).orElseThrow(this::rejected)));
  }

  /** A used or old ticket leaves the record of the login that it was used for. */
  private RefusedException rejected() {
    refusals.refused("ticket_rejected");
    return new RefusedException(ProblemCode.CREDENTIAL_REJECTED);
  }
}
