package dev.gatehouse.application.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A login method as its user sees it.
 *
 * @param label by which the user recognizes the identity; null if the method has no such text
 * @param current whether it opened the session that asks
 */
public record LoginMethodEntry(LinkedIdentity identity, @Nullable String label, boolean current) {

  public LoginMethodEntry {
    Objects.requireNonNull(identity, "identity");
  }
}
