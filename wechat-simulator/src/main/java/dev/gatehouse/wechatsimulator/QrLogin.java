package dev.gatehouse.wechatsimulator;

/**
 * A QR code on somebody's screen and what has become of it.
 *
 * @param redirect where the browser goes on; empty while it stays
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
