package dev.gatehouse.application.account;

import java.time.Instant;

/** How an attempt to close an account ended. */
public sealed interface Closing {

  /** This call scheduled it; all sessions of the user have ended. */
  record Scheduled(Instant closesAt) implements Closing {}

  /** It was scheduled before, for this moment. Nothing is written. */
  record AlreadyScheduled(Instant closesAt) implements Closing {}

  /** The user is gone or closed. Nothing is written. */
  record UserInactive() implements Closing {}
}
