package dev.gatehouse.adapter.rest.problem;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Every way in which a request can fail, with its status: the table of errors of the API. */
public enum ProblemCode {
  INVALID_REQUEST(HttpStatus.BAD_REQUEST),
  UNKNOWN_LOGIN_METHOD(HttpStatus.BAD_REQUEST),
  UNKNOWN_CHANNEL(HttpStatus.BAD_REQUEST),
  CONSENT_REQUIRED(HttpStatus.FORBIDDEN),
  CREDENTIAL_REJECTED(HttpStatus.UNAUTHORIZED),
  LOGIN_DECLINED(HttpStatus.UNAUTHORIZED),
  STATE_MISMATCH(HttpStatus.FORBIDDEN),
  SESSION_INVALID(HttpStatus.UNAUTHORIZED),
  ACCOUNT_RESTRICTED(HttpStatus.FORBIDDEN),
  PREVIEW_ONLY(HttpStatus.FORBIDDEN),
  IDENTITY_INCOMPLETE(HttpStatus.FORBIDDEN),
  REGISTRATION_CLOSED(HttpStatus.FORBIDDEN),
  ACCOUNT_CLOSING(HttpStatus.FORBIDDEN),
  CONFIRMATION_REQUIRED(HttpStatus.FORBIDDEN),
  NOT_REGISTERED(HttpStatus.CONFLICT),
  HUMAN_CHECK_REQUIRED(HttpStatus.FORBIDDEN),
  IDENTITY_TAKEN(HttpStatus.CONFLICT),
  LAST_LOGIN_METHOD(HttpStatus.CONFLICT),
  TOO_MANY_LOGIN_METHODS(HttpStatus.CONFLICT),
  ADMIN_TOKEN_INVALID(HttpStatus.UNAUTHORIZED),
  ADMIN_RIGHT_MISSING(HttpStatus.FORBIDDEN),
  USER_INACTIVE(HttpStatus.CONFLICT),
  AUDIT_NOT_READABLE(HttpStatus.NOT_IMPLEMENTED),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
  RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR),
  PROVIDER_MISCONFIGURED(HttpStatus.BAD_GATEWAY),
  PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  STORAGE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

  private static final Set<ProblemCode> ENDED_BY_A_NEW_LOGIN =
      EnumSet.of(
          CONSENT_REQUIRED,
          CREDENTIAL_REJECTED,
          LOGIN_DECLINED,
          STATE_MISMATCH,
          SESSION_INVALID,
          PREVIEW_ONLY,
          PROVIDER_UNAVAILABLE,
          STORAGE_UNAVAILABLE);

  private final HttpStatus status;

  ProblemCode(HttpStatus status) {
    this.status = status;
  }

  /** The status of its answer. */
  public HttpStatus status() {
    return status;
  }

  /** Whether the person can get on by logging in again, without an operator. */
  boolean endsByANewLogin() {
    return ENDED_BY_A_NEW_LOGIN.contains(this);
  }

  /** The stable name that programs read. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code for a status that the framework or the container decided on. */
  public static ProblemCode of(int status) {
    return switch (status) {
      case 404 -> NOT_FOUND;
      // 501 is what Tomcat says of CONNECT.
      case 405, 501 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> RATE_LIMITED;
      case 431 -> HEADERS_TOO_LARGE;
      case 503 -> STORAGE_UNAVAILABLE;
      // 505 is a version of HTTP that we do not speak.
      case 505 -> INVALID_REQUEST;
      default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
    };
  }
}
