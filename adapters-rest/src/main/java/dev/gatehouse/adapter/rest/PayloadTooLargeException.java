package dev.gatehouse.adapter.rest;

/** A request body over the limit; what lies beyond it was not read. */
final class PayloadTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PayloadTooLargeException() {
    super("payload too large");
  }
}
