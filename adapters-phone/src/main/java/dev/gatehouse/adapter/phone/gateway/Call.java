package dev.gatehouse.adapter.phone.gateway;

import java.net.http.HttpRequest;

/** The result of one request to a gateway. */
public sealed interface Call {

  /** The gateway answered; the body is read to its end. */
  record Answered(int status, String contentType, String body) implements Call {

    /** Does not show the body, which may quote the request. */
    @Override
    public String toString() {
      return "Answered[" + status + "]";
    }
  }

  /** No connection was made, so the request was certainly not sent. */
  record NotConnected(String reason) implements Call {}

  /** The request may have arrived, but no complete answer came back. */
  record Broken(String reason) implements Call {}

  /** Sends requests. */
  @FunctionalInterface
  interface Sender {
    Call send(HttpRequest request);
  }
}
