package dev.gatehouse.application.account;

import dev.gatehouse.domain.identity.ExternalIdentity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An identity that leads to a user: one of the user's login methods.
 *
 * @param since when it was linked or registered
 * @param lastUsed when the user last logged in by it, to the hour; null if the store does not know
 */
public record LinkedIdentity(
    LoginMethodId id, ExternalIdentity identity, Instant since, @Nullable Instant lastUsed) {

  public LinkedIdentity {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(since, "since");
  }
}
