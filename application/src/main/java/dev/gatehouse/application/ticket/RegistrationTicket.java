package dev.gatehouse.application.ticket;

import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An identity that was proven and leads to no user, or to one who has not used it for long, until
 * the person has decided. Its holder must not be able to read or change it: the adapter that hands
 * it out seals it.
 *
 * @param user to whom the identity leads; null if it leads to no user
 * @param person as the person would be registered
 * @param channel through which it was proven; null if there is none
 * @param verifierHash of the secret that the client must show with it, so a stolen ticket is
 *     worthless
 * @param returnTo where a browser goes in the end
 * @param nonce makes it unique
 */
public record RegistrationTicket(
    ExternalIdentity identity,
    @Nullable UserId user,
    NewUser person,
    @Nullable String channel,
    SecretHash verifierHash,
    URI returnTo,
    State nonce,
    Instant expiresAt) {

  /** How long a ticket is good. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  public RegistrationTicket {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(person, "person");
    Objects.requireNonNull(verifierHash, "verifierHash");
    Objects.requireNonNull(returnTo, "returnTo");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Shows nothing of the person. */
  @Override
  public String toString() {
    return "RegistrationTicket[]";
  }
}
