package dev.gatehouse.wechatsimulator.qr;

import java.time.Instant;

/**
 * A login by QR code and its state.
 *
 * @param expiresAt the first moment at which the QR code is no longer valid
 * @param redirect the callback; empty when the browser stays on the page
 */
record QrLogin(
    String id, AuthorizationRequest request, Instant expiresAt, State state, String redirect) {

  QrLogin in(State next, String target) {
    return new QrLogin(id, request, expiresAt, next, target);
  }

  boolean isOpen() {
    return state == State.WAITING || state == State.SCANNED;
  }

  /** Without the redirect, which may hold a code. */
  @Override
  public String toString() {
    return "QrLogin[" + id + ", " + state + "]";
  }

  enum State {
    WAITING,
    SCANNED,
    APPROVED,
    DECLINED
  }
}
