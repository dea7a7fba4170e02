package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;

/**
 * Decides which identities are dormant, and what a login by one needs. Implementations are
 * thread-safe.
 */
public interface DormantIdentities {

  /** Takes no identity for a dormant one. */
  DormantIdentities NONE =
      new DormantIdentities() {
        @Override
        public Instant usedSince(IdentityProvider provider) {
          return Instant.EPOCH;
        }

        @Override
        public boolean needsOther(UserId user, ExternalIdentity dormant) {
          return false;
        }
      };

  /** An identity of a provider is dormant if its last use is older than this. */
  Instant usedSince(IdentityProvider provider);

  /**
   * Whether the user has to prove another login method. If not, this notes that the user logs in by
   * the identity, which is then dormant no more.
   *
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store cannot be reached
   */
  boolean needsOther(UserId user, ExternalIdentity dormant);
}
