package dev.gatehouse.application.session;

import java.time.Duration;

/**
 * The lifetimes of tokens.
 *
 * @param access of an access token; nothing can call one back before
 * @param refresh of a session, from the login on, however often it is renewed
 * @param idle of a session that is not used
 */
public record SessionLifetimes(Duration access, Duration refresh, Duration idle) {

  /** Where the front that is installed says nothing else. */
  public static final SessionLifetimes DEFAULT =
      new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(14));

  /** The use of a session is noted at most this often. */
  private static final Duration MOST_PRECISE = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if a lifetime is under a second or access is longer than idle
   *     or not shorter than refresh
   */
  public SessionLifetimes {
    if (access.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("access must be at least a second");
    }
    if (access.compareTo(refresh) >= 0) {
      throw new IllegalArgumentException("access must be shorter than refresh");
    }
    if (access.compareTo(idle) > 0) {
      throw new IllegalArgumentException("access must not be longer than idle");
    }
  }

  /** How old the note of the last use of a session must be before it is written again. */
  Duration noteUseAfter() {
    Duration share = idle.dividedBy(24);
    return share.compareTo(MOST_PRECISE) < 0 ? share : MOST_PRECISE;
  }
}
