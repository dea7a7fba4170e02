package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.PayloadTooLargeException;
import dev.gatehouse.adapter.rest.request.RetryAfter;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers every failure of a request; the one place where endings get their codes. */
@RestControllerAdvice
public final class ProblemHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  /** How long a client should stay away from a store that is gone. */
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

  private final OutageLog outages;

  ProblemHandler(OutageLog outages) {
    this.outages = outages;
  }

  /** Answers a failure that another handler was asked about, as if it had been this one. */
  public ResponseEntity<Problem> answer(Exception failure, HttpServletRequest request) {
    return switch (failure) {
      case LoginException e -> loginEnded(e, request);
      case SessionInvalidException e -> sessionInvalid(e, request);
      case StorageUnavailableException e -> storageUnavailable(e, request);
      case InvalidRequestException e -> invalid(e, request);
      case PayloadTooLargeException e -> tooLarge(e, request);
      default -> other(failure, request);
    };
  }

  /** No default branch: a new ending does not compile until it is answered here. */
  @ExceptionHandler
  ResponseEntity<Problem> loginEnded(LoginException ending, HttpServletRequest request) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod e ->
          Problems.answer(ProblemCode.UNKNOWN_LOGIN_METHOD, request);
      case LoginException.UnknownChannel e -> Problems.answer(ProblemCode.UNKNOWN_CHANNEL, request);
      case LoginException.InvalidCredential e ->
          Problems.answer(List.of(fieldError(e, request)), request);
      case LoginException.CredentialRejected e ->
          Problems.answer(ProblemCode.CREDENTIAL_REJECTED, request);
      case LoginException.LoginDeclined e -> Problems.answer(ProblemCode.LOGIN_DECLINED, request);
      case LoginException.StateMismatch e -> Problems.answer(ProblemCode.STATE_MISMATCH, request);
      case LoginException.AccountRestricted e ->
          Problems.answer(ProblemCode.ACCOUNT_RESTRICTED, request);
      case LoginException.AccountDisabled e -> {
        Problems.forget(request); // it is not the provider who restricts
        yield Problems.answer(ProblemCode.ACCOUNT_RESTRICTED, request);
      }
      case LoginException.TooManyAttempts e ->
          Problems.answer(ProblemCode.RATE_LIMITED, retryAfter(e.retryAfter()), request);
      case LoginException.PreviewOnly e -> Problems.answer(ProblemCode.PREVIEW_ONLY, request);
      case LoginException.IdentityIncomplete e ->
          Problems.answer(ProblemCode.IDENTITY_INCOMPLETE, request);
      case LoginException.ProviderMisconfigured e ->
          Problems.answer(ProblemCode.PROVIDER_MISCONFIGURED, request);
      case LoginException.ProviderUnavailable e ->
          Problems.answer(ProblemCode.PROVIDER_UNAVAILABLE, retryAfter(e.retryAfter()), request);
    };
  }

  @ExceptionHandler
  ResponseEntity<Problem> sessionInvalid(SessionInvalidException e, HttpServletRequest request) {
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

  @ExceptionHandler
  ResponseEntity<Problem> storageUnavailable(
      StorageUnavailableException e, HttpServletRequest request) {
    outages.add(e);
    return Problems.answer(ProblemCode.STORAGE_UNAVAILABLE, retryAfter(STORAGE_RETRY), request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> invalid(InvalidRequestException e, HttpServletRequest request) {
    return Problems.answer(e.errors(), request);
  }

  @ExceptionHandler
  ResponseEntity<Problem> tooLarge(PayloadTooLargeException e, HttpServletRequest request) {
    return Problems.answer(ProblemCode.PAYLOAD_TOO_LARGE, request);
  }

  /** What the framework refuses by itself (unknown path, method, media type), or our own defect. */
  @ExceptionHandler
  ResponseEntity<Problem> other(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
      return Problems.answer(
          ProblemCode.of(refusal.getStatusCode().value()), refusal.getHeaders(), request);
    }
    log.error("a defect", e);
    return Problems.answer(ProblemCode.INTERNAL_ERROR, request);
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
