package dev.gatehouse.adapter.rest.request;

import java.util.List;

/** A request that cannot be understood; it has reached no use case. */
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /** A request with all that is wrong with it. */
  public InvalidRequestException(List<FieldError> errors) {
    super("invalid request");
    this.errors = List.copyOf(errors);
  }

  /** A request with one thing wrong. */
  public InvalidRequestException(String field, FieldError.Reason reason) {
    this(List.of(new FieldError(field, reason)));
  }

  /** What is wrong, unmodifiable. */
  public List<FieldError> errors() {
    return errors;
  }
}
