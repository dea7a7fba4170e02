package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import org.jspecify.annotations.Nullable;

/** What happens to a request that looks like abuse. */
@FunctionalInterface
public interface Suspicion {

  /** Refuses what is beyond a limit, and lets the rest go on. */
  Suspicion REFUSED =
      refusal -> {
        if (refusal != null) {
          throw refusal;
        }
      };

  /**
   * Returns if the request may go on.
   *
   * @param refusal the ending of the request if nothing speaks for it; null if the request is
   *     beyond no limit and goes on where no human check is installed
   */
  void settle(@Nullable TooManyAttempts refusal) throws LoginException;
}
