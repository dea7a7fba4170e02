package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;

/** What happens to a request that looks like abuse. */
@FunctionalInterface
public interface Suspicion {

  /** Refuses it. */
  Suspicion REFUSED =
      refusal -> {
        throw refusal;
      };

  /**
   * Returns if the request may go on.
   *
   * @param refusal the ending of the request if nothing speaks for it
   */
  void settle(TooManyAttempts refusal) throws LoginException;
}
