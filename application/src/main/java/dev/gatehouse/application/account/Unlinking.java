package dev.gatehouse.application.account;

/** How an attempt to unlink a login method ended. */
public sealed interface Unlinking {

  /**
   * The login method is gone.
   *
   * @param entry what was unlinked
   * @param sessionsEnded how many sessions ended with it
   */
  record Unlinked(LinkedIdentity entry, int sessionsEnded) implements Unlinking {}

  /** The user has no other login method that is usable. Nothing is written. */
  record LastOne() implements Unlinking {}

  /** The user has no login method of this id. Nothing is written. */
  record NotTheirs() implements Unlinking {}

  /** The user is gone, disabled or closing. Nothing is written. */
  record UserInactive() implements Unlinking {}
}
