package dev.gatehouse.application.account;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account that was committed: the one fact from which audit record and event are
 * made.
 *
 * @param method null if the change is not about one login method
 * @param closesAt when the account is closed; null unless the user asked for that
 */
public record AccountChange(
    Kind kind, Instant at, UserId user, @Nullable LoginMethod method, @Nullable Instant closesAt) {

  /** What changed. */
  public enum Kind {
    /** The user was registered, with this login method. */
    REGISTERED,
    /** A login method was added. */
    LINKED,
    /** A login method was removed. */
    UNLINKED,
    /** A login method was taken from the user because it belongs to another person now. */
    REASSIGNED,
    /** The operator shut the user out. */
    DISABLED,
    /** The operator let the user in again. */
    ENABLED,
    /** The user asked to close the account. */
    CLOSING,
    /** The user cancelled that. */
    REOPENED,
    /** The account is closed: the user's data and login methods are gone. */
    CLOSED
  }

  public AccountChange {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(user, "user");
  }

  /** A change that schedules no closure. */
  public AccountChange(Kind kind, Instant at, UserId user, @Nullable LoginMethod method) {
    this(kind, at, user, method, null);
  }
}
