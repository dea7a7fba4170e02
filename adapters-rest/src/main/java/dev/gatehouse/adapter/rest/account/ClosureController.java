package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.session.LoginResponse;
import dev.gatehouse.adapter.rest.session.LoginResponses;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountClosure;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.ClosureTicket;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.login.LoginException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/me/closure} and {@code POST /v1/closures/cancel}. */
@RestController
final class ClosureController {

  private static final String TICKET = "ticket";

  private final AccountClosure closure;
  private final CurrentUser currentUser;
  private final Tickets tickets;
  private final LoginResponses responses;

  ClosureController(
      AccountClosure closure, CurrentUser currentUser, Tickets tickets, LoginResponses responses) {
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
    ClosureTicket ticket =
        tickets
            .closures()
            .read(
                JsonBody.readString(TICKET, JsonBody.of(request))
                    .orElseThrow(() -> new InvalidRequestException(TICKET, Reason.MISSING)))
            .orElseThrow(() -> new LoginException.CredentialRejected("not a ticket of ours"));
    return responses.answer(responses.admit(closure.cancel(ticket)));
  }
}
