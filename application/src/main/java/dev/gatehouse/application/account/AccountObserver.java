package dev.gatehouse.application.account;

/**
 * Is told what users try with their accounts and no store records. Implementations are thread-safe.
 * They never wait and never throw.
 */
@FunctionalInterface
public interface AccountObserver {

  /** A change was refused, or a confirmation has ended. */
  void tried(AccountAttempt attempt);
}
