package dev.gatehouse.adapter.rest;

import java.util.List;

/** A request that cannot be understood; it has reached no use case. */
final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  InvalidRequestException(List<FieldError> errors) {
    super("invalid request");
    this.errors = List.copyOf(errors);
  }

  InvalidRequestException(String field, FieldError.Reason reason) {
    this(List.of(new FieldError(field, reason)));
  }

  List<FieldError> errors() {
    return errors;
  }
}
