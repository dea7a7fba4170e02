package dev.gatehouse.application.account;

import dev.gatehouse.application.login.DormantIdentities;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.ReassignableIdentities;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/** Dormant identities of the users in an {@link AccountStore}. */
public final class UnusedIdentities implements DormantIdentities {

  private final IdentityProviders providers;
  private final AccountStore store;
  private final Clock clock;

  public UnusedIdentities(IdentityProviders providers, AccountStore store, Clock clock) {
    this.providers = providers;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Instant usedSince(IdentityProvider provider) {
    return provider instanceof ReassignableIdentities identities
        ? clock.instant().minus(identities.dormantAfter())
        : Instant.EPOCH;
  }

  @Override
  public boolean needsOther(UserId user, ExternalIdentity dormant) {
    boolean other =
        store.identitiesOf(user).stream()
            .filter(entry -> !entry.identity().equals(dormant))
            .anyMatch(this::opens);
    if (!other) {
      store.noteUse(user, dormant);
    }
    return other;
  }

  /** Whether the user can log in by an identity, and it is not dormant itself. */
  private boolean opens(LinkedIdentity entry) {
    try {
      IdentityProvider provider = providers.of(entry.identity().method());
      Instant last = Objects.requireNonNullElse(entry.lastUsed(), entry.since());
      return !last.isBefore(usedSince(provider));
    } catch (LoginException.UnknownLoginMethod uninstalled) {
      return false;
    }
  }
}
