package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.util.Objects;
import java.util.Set;

/**
 * Sessions of one user that were ended together, before their time.
 *
 * @param sessions how many, one or more
 * @param recordedIn where the store has recorded it already, in the transaction that ended them
 */
public record SessionEnd(
    UserId user, SessionEndReason why, int sessions, Set<RecordedIn> recordedIn) {

  public SessionEnd {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(why, "why");
    if (sessions < 1) {
      throw new IllegalArgumentException("sessions must be one or more");
    }
    recordedIn = Set.copyOf(recordedIn);
  }
}
