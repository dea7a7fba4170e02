package dev.gatehouse.adapter.rest.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.adapter.rest.browser.ProofCallbacks;
import dev.gatehouse.adapter.rest.browser.Starts;
import dev.gatehouse.adapter.rest.page.LinkPage;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.BrowserProofs;
import dev.gatehouse.application.browser.Callback;
import dev.gatehouse.application.browser.StartedLogin;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.ticket.LinkTicket;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.ProofPurpose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Links and confirmations that begin in a browser. A link ends with a page of ours that names the
 * account: an attacker who leads a browser through a link of the own account is seen there
 * (SEC-64).
 */
@RestController
final class BrowserProofController implements ProofCallbacks {

  private static final String LINK = "/v1/me/login-methods/{method}/link";
  private static final String TICKET = "ticket=";

  private final BrowserProofs proofs;
  private final CurrentUser currentUser;
  private final Starts starts;
  private final ProofCookie cookie;
  private final Tickets tickets;
  private final LinkPage linkPage;

  BrowserProofController(
      BrowserProofs proofs,
      CurrentUser currentUser,
      Starts starts,
      ProofCookie cookie,
      Tickets tickets,
      LinkPage linkPage) {
    this.linkPage = linkPage;
    this.proofs = proofs;
    this.currentUser = currentUser;
    this.starts = starts;
    this.cookie = cookie;
    this.tickets = tickets;
  }

  @GetMapping("/v1/me/login-methods/{method}/start")
  ResponseEntity<?> startLink(
      @PathVariable String method, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException, HttpRequestMethodNotSupportedException {
    return start(ProofPurpose.Kind.LINK, method, request, response);
  }

  @GetMapping("/v1/session/confirm/{method}/start")
  ResponseEntity<?> startConfirm(
      @PathVariable String method, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException, HttpRequestMethodNotSupportedException {
    return start(ProofPurpose.Kind.CONFIRM, method, request, response);
  }

  private ResponseEntity<?> start(
      ProofPurpose.Kind kind,
      String method,
      HttpServletRequest request,
      HttpServletResponse response)
      throws LoginException, AccountException, HttpRequestMethodNotSupportedException {
    ProofPurpose purpose = proofs.begin(currentUser.require(), kind);
    StartedLogin begun = starts.begin(method, Consent.REQUIRED, request);
    cookie.keep(new SavedProof(begun.attempt(), purpose), response);
    return starts.answer(begun, request);
  }

  @Override
  public Optional<ResponseEntity<?>> answer(
      Callback callback, HttpServletRequest request, HttpServletResponse response)
      throws LoginException, AccountException {
    Optional<SavedProof> saved =
        cookie
            .read(request)
            .filter(proof ->
                callback.state() != null && proof.attempt().state().matches(callback.state()));
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    SavedProof proof = saved.get();
    ActiveSession session = session();
    if (proof.purpose().kind() == ProofPurpose.Kind.CONFIRM) {
      proofs.confirm(session, proof.purpose(), proof.attempt(), callback);
      cookie.drop(response);
      return Optional.of(back(proof.attempt().returnTo(), "confirmed", proof.attempt().method()));
    }
    LinkTicket ticket = proofs.prove(session, proof.purpose(), proof.attempt(), callback);
    cookie.drop(response);
    return Optional.of(
        linkPage.answer(
            new LinkPage.Question(
                proof.attempt().method(),
                session == null ? "" : session.user().name(),
                request.getContextPath()
                    + LINK.replace("{method}", proof.attempt().method().code()),
                tickets.links().write(ticket),
                ticket.returnTo()),
            request,
            response));
  }

  /** The person has read to which account the login method goes, and agrees. */
  @PostMapping(path = LINK, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> link(@PathVariable String method, InputStream body)
      throws LoginException, AccountException {
    ActiveSession session = currentUser.require();
    // Sealed text needs no escapes in a form; a form with more than the ticket is none of ours.
    String form = new String(JsonBody.bytes(body), US_ASCII);
    LinkTicket ticket =
        Optional.of(form)
            .filter(text -> text.startsWith(TICKET))
            .flatMap(text -> tickets.links().read(text.substring(TICKET.length())))
            .filter(found -> found.identity().method().code().equals(method))
            .orElseThrow(() -> new RefusedException(ProblemCode.STATE_MISMATCH));
    proofs.link(session, ticket);
    return back(ticket.returnTo(), "linked", ticket.identity().method());
  }

  private @Nullable ActiveSession session() {
    try {
      return currentUser.require();
    } catch (SessionInvalidException signedOut) {
      return null;
    }
  }

  private static ResponseEntity<Void> back(URI returnTo, String what, LoginMethod method) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .cacheControl(CacheControl.noStore())
        .location(
            UriComponentsBuilder.fromUri(returnTo)
                .queryParam(what, method.code())
                .build(true)
                .toUri())
        .build();
  }
}
