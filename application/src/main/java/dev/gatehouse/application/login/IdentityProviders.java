package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException.UnknownLoginMethod;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The installed login methods: exactly one provider for each. Immutable. */
public final class IdentityProviders {

  /** What fits into every record and cannot begin a line of its own; of others nothing is said. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,31}");

  private final Map<LoginMethod, IdentityProvider> byMethod;

  /**
   * Installs the providers.
   *
   * @throws IllegalArgumentException if there is no provider at all, or if two serve one method;
   *     the message names the method and the two
   */
  public IdentityProviders(Collection<? extends IdentityProvider> providers) {
    if (providers.isEmpty()) {
      throw new IllegalArgumentException(
          "no identity provider is installed: no login could succeed");
    }
    Map<LoginMethod, IdentityProvider> installed = new HashMap<>();
    for (IdentityProvider provider : providers) {
      IdentityProvider other = installed.putIfAbsent(provider.method(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two identity providers serve login method %s: %s and %s; remove one"
                .formatted(
                    provider.method(), other.getClass().getName(), provider.getClass().getName()));
      }
    }
    this.byMethod = Map.copyOf(installed);
  }

  /**
   * The provider of a method.
   *
   * @throws UnknownLoginMethod if none is installed for the method
   */
  public IdentityProvider of(LoginMethod method) throws UnknownLoginMethod {
    return find(method).orElseThrow(UnknownLoginMethod::new);
  }

  /** The provider of a method; empty if none is installed for it. */
  Optional<IdentityProvider> find(LoginMethod method) {
    return Optional.ofNullable(byMethod.get(method));
  }

  /** The channel that a credential names; empty if the method has no such channel. */
  public Optional<String> channelOf(Credential credential) {
    return credential
        .field(IdentityProvider.CHANNEL)
        .filter(name -> hasChannel(find(credential.method()).orElse(null), name));
  }

  /** The methods of all providers. */
  public Set<LoginMethod> methods() {
    return byMethod.keySet();
  }

  /**
   * Whether a provider has a channel of this name that can stand in records of any kind: log,
   * metrics, audit, events. Any other name is what a client made up.
   */
  static boolean hasChannel(@Nullable IdentityProvider provider, String name) {
    return provider != null && provider.channels().contains(name) && NAME.matcher(name).matches();
  }
}
