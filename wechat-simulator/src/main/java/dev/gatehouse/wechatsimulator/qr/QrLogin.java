package dev.gatehouse.wechatsimulator.qr;

/**
 * A login by QR code and its state.
 *
 * @param redirect the callback; empty when the browser stays on the page
 */
record QrLogin(String id, AuthorizationRequest request, State state, String redirect) {

  QrLogin in(State next, String target) {
    return new QrLogin(id, request, next, target);
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
