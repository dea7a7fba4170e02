package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A login method for tests: the credential is one field, {@code ticket}, and the provider knows
 * whom it told of. Thread-safe; passes {@link IdentityProviderContract}.
 */
public final class FakeIdentityProvider implements IdentityProvider {

  private final LoginMethod method;
  private final Map<String, Person> people = new ConcurrentHashMap<>();
  private final AtomicInteger proofs = new AtomicInteger();
  private volatile Set<String> channels = Set.of();
  private volatile Optional<LoginException> failure = Optional.empty();

  public FakeIdentityProvider(LoginMethod method) {
    this.method = method;
  }

  /** From now on the method has these channels, which it does not tell apart. */
  public FakeIdentityProvider withChannels(String... names) {
    channels = Set.of(names);
    return this;
  }

  /** From now on the ticket proves the person of this identification. */
  public FakeIdentityProvider knows(String ticket, String identification, String name) {
    people.put(ticket, new Person(identification, new Profile(name)));
    return this;
  }

  /** From now on every login ends like this. */
  public void fail(LoginException ending) {
    failure = Optional.of(ending);
  }

  /** Ends what {@link #fail} began. */
  public void recover() {
    failure = Optional.empty();
  }

  /** How many credentials were presented. */
  public int proofs() {
    return proofs.get();
  }

  /** A credential of this method with the ticket. */
  public Credential credential(String ticket) {
    return new Credential(method, Map.of("ticket", ticket));
  }

  @Override
  public LoginMethod method() {
    return method;
  }

  @Override
  public Set<String> channels() {
    return channels;
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    proofs.incrementAndGet();
    if (failure.isPresent()) {
      throw failure.get();
    }
    Person person = people.get(credential.require("ticket"));
    if (person == null) {
      throw new LoginException.CredentialRejected("unknown ticket");
    }
    ExternalIdentity identity = new ExternalIdentity(method, person.identification());
    return new Authentication() {
      @Override
      public ExternalIdentity identity() {
        return identity;
      }

      @Override
      public Profile profile() {
        return person.profile();
      }
    };
  }

  /** The ending of a provider that is down. */
  public static LoginException outage() {
    return new LoginException.ProviderUnavailable("told to fail", Duration.ofSeconds(1));
  }

  private record Person(String identification, Profile profile) {}
}
