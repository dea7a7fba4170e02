package dev.gatehouse.wechatsimulator.http;

import java.time.Duration;

/** How a response is delivered to the client. */
public sealed interface ResponseDelivery {

  /** Complete; the connection stays usable. */
  record Whole() implements ResponseDelivery {}

  /** Complete; then the connection is closed, which the response does not announce. */
  record WholeThenClose() implements ResponseDelivery {}

  /** Nothing is sent; the connection stays open. */
  record Never() implements ResponseDelivery {}

  /** Nothing is sent; the connection is reset. */
  record Reset() implements ResponseDelivery {}

  /** Nothing is sent; the connection is closed without a reset. */
  record CloseUnanswered() implements ResponseDelivery {}

  /** The headers announce the whole body; half of it is sent, then the connection is closed. */
  record Truncated() implements ResponseDelivery {}

  /** The headers are sent at once, the body byte by byte. */
  record Trickle(Duration perByte) implements ResponseDelivery {}
}
