package dev.gatehouse.application.session;

import java.time.Duration;

/**
 * For how long tokens are good.
 *
 * @param access of an access token; nothing can call one back before
 * @param refresh of a session, from the login on, however often it is renewed
 */
public record SessionLifetimes(Duration access, Duration refresh) {

  /**
   * @throws IllegalArgumentException if a lifetime is under a second or access is not shorter than
   *     refresh
   */
  public SessionLifetimes {
    if (access.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("access must be at least a second");
    }
    if (access.compareTo(refresh) >= 0) {
      throw new IllegalArgumentException("access must be shorter than refresh");
    }
  }
}
