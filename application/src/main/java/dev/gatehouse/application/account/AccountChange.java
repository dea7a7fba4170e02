package dev.gatehouse.application.account;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;

/**
 * A change of an account that was committed: the one fact from which audit record and event are
 * made.
 */
public record AccountChange(Kind kind, Instant at, UserId user, LoginMethod method) {

  /** What changed. */
  public enum Kind {
    /** The user was registered, with this login method. */
    REGISTERED,
    /** A login method was added. */
    LINKED,
    /** A login method was removed. */
    UNLINKED
  }

  public AccountChange {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(method, "method");
  }
}
