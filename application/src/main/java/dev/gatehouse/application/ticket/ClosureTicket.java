package dev.gatehouse.application.ticket;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Lets a person cancel, once, the closure of an account after proving one of its identities. Its
 * holder must not be able to read or change it: the adapter that hands it out seals it.
 *
 * @param nonce makes it unique
 */
public record ClosureTicket(
    UserId user, ExternalIdentity identity, State nonce, Instant expiresAt) {

  /** How long a ticket is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  public ClosureTicket {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Shows nothing of the person. */
  @Override
  public String toString() {
    return "ClosureTicket[]";
  }
}
