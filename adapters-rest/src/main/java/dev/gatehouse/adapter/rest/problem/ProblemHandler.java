package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.PayloadTooLargeException;
import dev.gatehouse.adapter.rest.request.RetryAfter;
import dev.gatehouse.adapter.rest.token.Tickets;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers every failure of a request; the one place where endings get their codes. */
@RestControllerAdvice
final class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  /** How long a client should stay away from a store that is gone. */
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

  private final OutageLog outages;
  private final LoginOutcomes outcomes;
  private final Tickets tickets;

  ProblemHandler(OutageLog outages, LoginOutcomes outcomes, Tickets tickets) {
    this.outages = outages;
    this.outcomes = outcomes;
    this.tickets = tickets;
  }

  /** Answers every failure of a controller. */
  @ExceptionHandler
  ResponseEntity<Problem> answer(Exception failure, HttpServletRequest request) {
    if (isUntoldFailure(failure)) {
      MethodEndpoint.of(request)
          .ifPresent(method ->
              outcomes.failed(method, Optional.empty(), failure, MethodEndpoint.began(request)));
    }
    return switch (failure) {
      case LoginException e -> loginEnded(e, request);
      case AccountException e -> accountUnchanged(e, request);
      case SessionInvalidException e -> sessionInvalid(request);
      case StorageUnavailableException e -> storageUnavailable(e, request);
      case RefusedException e ->
          Problems.answer(e.code(), Problems.authorizationUrl(request), e.headers(), request);
      case InvalidRequestException e -> Problems.answer(e.errors(), request);
      case PayloadTooLargeException e -> tooLarge(e, request);
      default -> other(failure, request);
    };
  }

  /** A request that makes no sense, or without a session, is no failure of a login. */
  private static boolean isUntoldFailure(Exception failure) {
    return switch (failure) {
      case LoginException ending -> ending.method().isEmpty();
      case AccountException _,
          SessionInvalidException _,
          RefusedException _,
          InvalidRequestException _,
          PayloadTooLargeException _ ->
          false;
      default -> refusal(failure).isEmpty();
    };
  }

  /** No default branch: a new ending does not compile until it is answered here. */
  private ResponseEntity<Problem> loginEnded(LoginException ending, HttpServletRequest request) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod _ ->
          Problems.answer(ProblemCode.UNKNOWN_LOGIN_METHOD, request);
      case LoginException.UnknownChannel e -> ended(ProblemCode.UNKNOWN_CHANNEL, e, request);
      case LoginException.InvalidCredential e ->
          Problems.answer(
              ProblemCode.INVALID_REQUEST,
              List.of(fieldError(e, request)),
              HttpHeaders.EMPTY,
              e.method(),
              request);
      case LoginException.ConsentRequired _ ->
          Problems.answer(
              ProblemCode.CONSENT_REQUIRED, Problems.authorizationUrl(request), request);
      case LoginException.CredentialRejected e ->
          ended(ProblemCode.CREDENTIAL_REJECTED, e, request);
      case LoginException.LoginDeclined e -> ended(ProblemCode.LOGIN_DECLINED, e, request);
      case LoginException.StateMismatch e -> ended(ProblemCode.STATE_MISMATCH, e, request);
      case LoginException.AccountRestricted e -> ended(ProblemCode.ACCOUNT_RESTRICTED, e, request);
      // In general words: it is not the provider who restricts.
      case LoginException.AccountDisabled _ ->
          Problems.answer(
              ProblemCode.ACCOUNT_RESTRICTED,
              List.of(),
              HttpHeaders.EMPTY,
              Optional.empty(),
              request);
      case LoginException.AccountClosing e ->
          Problems.answer(
              ProblemCode.ACCOUNT_CLOSING,
              Map.of("closesAt", e.closesAt().toString(), "ticket", tickets.issue(e)),
              request);
      case LoginException.TooManyAttempts e ->
          ended(ProblemCode.RATE_LIMITED, retryAfter(e.retryAfter()), e, request);
      case LoginException.HumanCheckRequired e ->
          Problems.answer(
              ProblemCode.HUMAN_CHECK_REQUIRED,
              Map.of("provider", e.provider(), "siteKey", e.siteKey()),
              request);
      // In general words: it is not the provider who refuses.
      case LoginException.RegistrationClosed _ ->
          Problems.answer(ProblemCode.REGISTRATION_CLOSED, Map.of(), request);
      // In general words: it is not the provider who asks.
      case LoginException.NotRegistered _ ->
          Problems.answer(ProblemCode.NOT_REGISTERED, Problems.ticket(request), request);
      case LoginException.DormantIdentity e ->
          Problems.answer(
              ProblemCode.CONFIRMATION_REQUIRED, Problems.ticket(request), e.method(), request);
      case LoginException.PreviewOnly e -> ended(ProblemCode.PREVIEW_ONLY, e, request);
      case LoginException.IdentityIncomplete e ->
          ended(ProblemCode.IDENTITY_INCOMPLETE, e, request);
      case LoginException.ProviderMisconfigured e ->
          ended(ProblemCode.PROVIDER_MISCONFIGURED, e, request);
      case LoginException.ProviderUnavailable e ->
          ended(ProblemCode.PROVIDER_UNAVAILABLE, retryAfter(e.retryAfter()), e, request);
    };
  }

  private static ResponseEntity<Problem> ended(
      ProblemCode code, LoginException ending, HttpServletRequest request) {
    return ended(code, HttpHeaders.EMPTY, ending, request);
  }

  private static ResponseEntity<Problem> ended(
      ProblemCode code, HttpHeaders headers, LoginException ending, HttpServletRequest request) {
    return Problems.answer(code, List.of(), headers, ending.method(), request);
  }

  private static ResponseEntity<Problem> accountUnchanged(
      AccountException refusal, HttpServletRequest request) {
    return switch (refusal) {
      case AccountException.ConfirmationRequired e ->
          Problems.answer(
              ProblemCode.CONFIRMATION_REQUIRED,
              Map.of("freshFor", e.freshFor().toSeconds()),
              request);
      case AccountException.IdentityTaken e -> Problems.answer(ProblemCode.IDENTITY_TAKEN, request);
      case AccountException.LastLoginMethod e ->
          Problems.answer(ProblemCode.LAST_LOGIN_METHOD, request);
      case AccountException.TooManyLoginMethods e ->
          Problems.answer(ProblemCode.TOO_MANY_LOGIN_METHODS, request);
      case AccountException.NoSuchLoginMethod e -> Problems.answer(ProblemCode.NOT_FOUND, request);
      case AccountException.NotOffered e -> Problems.answer(ProblemCode.NOT_FOUND, request);
    };
  }

  private static ResponseEntity<Problem> sessionInvalid(HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    // RFC 6750, 3.1: no error code for a request that shows no token.
    headers.set(
        HttpHeaders.WWW_AUTHENTICATE,
        showsBearer(request) ? "Bearer error=\"invalid_token\"" : "Bearer");
    return Problems.answer(ProblemCode.SESSION_INVALID, headers, request);
  }

  private static boolean showsBearer(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, "Bearer", 0, "Bearer".length());
  }

  private ResponseEntity<Problem> storageUnavailable(
      StorageUnavailableException e, HttpServletRequest request) {
    outages.add(e);
    return Problems.answer(ProblemCode.STORAGE_UNAVAILABLE, retryAfter(STORAGE_RETRY), request);
  }

  private static ResponseEntity<Problem> tooLarge(
      PayloadTooLargeException e, HttpServletRequest request) {
    log.debug("refused: {}", e.getMessage());
    return Problems.answer(ProblemCode.PAYLOAD_TOO_LARGE, request);
  }

  /** What the framework refuses by itself (unknown path, method, media type), or our own defect. */
  private static ResponseEntity<Problem> other(Exception e, HttpServletRequest request) {
    Optional<ErrorResponse> refusal = refusal(e);
    if (refusal.isPresent()) {
      return Problems.answer(
          ProblemCode.of(refusal.get().getStatusCode().value()),
          refusal.get().getHeaders(),
          request);
    }
    log.error("a defect", e);
    return Problems.answer(ProblemCode.INTERNAL_ERROR, request);
  }

  private static Optional<ErrorResponse> refusal(Exception e) {
    return e instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()
        ? Optional.of(refusal)
        : Optional.empty();
  }

  private static FieldError fieldError(
      LoginException.InvalidCredential e, HttpServletRequest request) {
    return new FieldError(
        Problems.pathOf(e.field(), request),
        switch (e.reason()) {
          case MISSING -> FieldError.Reason.MISSING;
          case BLANK -> FieldError.Reason.BLANK;
          case MALFORMED -> FieldError.Reason.MALFORMED;
          case UNREACHABLE -> FieldError.Reason.UNREACHABLE;
        });
  }

  private static HttpHeaders retryAfter(Duration time) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RetryAfter.seconds(time));
    return headers;
  }
}
