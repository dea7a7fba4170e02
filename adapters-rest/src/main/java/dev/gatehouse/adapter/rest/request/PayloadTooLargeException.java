package dev.gatehouse.adapter.rest.request;

/** A request body over the limit; what lies beyond it was not read. */
public final class PayloadTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PayloadTooLargeException() {
    super("payload too large");
  }
}
