package dev.gatehouse.application.login;

/**
 * Is told how logins end: each of them once, whatever its end.
 *
 * <p>Implementations are thread-safe. They never wait and never throw, because the client waits for
 * its answer. A listener that throws nevertheless changes neither the answer nor what other
 * listeners are told.
 */
public interface LoginListener {

  /** A login has ended. */
  void ended(LoginOutcome outcome);

  /** A browser is on its way to the page of a provider. */
  default void begun() {}
}
