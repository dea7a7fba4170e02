package dev.gatehouse.application.account;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user tried with the own account, and that no store records: a change that was refused, or
 * a confirmation.
 *
 * @param method null if the method is unknown or not installed
 * @param channel null if no channel of the method was involved
 * @param outcome a stable word: {@value #SUCCESS}, or why it was refused
 * @param reason the message of a refusal, for the log; empty if there is none
 */
public record AccountAttempt(
    Kind kind,
    Instant at,
    UserId user,
    @Nullable LoginMethod method,
    @Nullable String channel,
    String outcome,
    String reason) {

  /** The outcome of what went well. */
  public static final String SUCCESS = "success";

  /** What the user tried. */
  public enum Kind {
    LINK,
    UNLINK,
    CONFIRM
  }

  public AccountAttempt {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }
}
