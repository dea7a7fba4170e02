package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link IdentityProvider} promises. Extend it for each implementation. */
public abstract class IdentityProviderContract {

  /** Two people whom the provider under test knows. */
  protected enum Person {
    ONE,
    ANOTHER
  }

  /** A provider that works. */
  protected abstract IdentityProvider provider();

  /** A provider of the same kind whose issuer, or whose own store, cannot be reached. */
  protected abstract IdentityProvider unreachableProvider();

  /** A fresh credential that proves the person. */
  protected abstract Credential credentialOf(Person person);

  /** The name that the issuer gives for the person. */
  protected abstract String nameOf(Person person);

  /** A complete credential that the issuer refuses. */
  protected abstract Credential refusedCredential();

  @Test
  void a_proven_identity_is_of_the_providers_own_method() throws LoginException {
    Authentication proven = provider().authenticate(credentialOf(Person.ONE));

    assertThat(proven.identity().method()).isEqualTo(provider().method());
  }

  @Test
  void one_person_has_one_identity_each_time() throws LoginException {
    Authentication first = provider().authenticate(credentialOf(Person.ONE));
    Authentication second = provider().authenticate(credentialOf(Person.ONE));

    assertThat(second.identity()).isEqualTo(first.identity());
  }

  @Test
  void two_people_have_two_identities() throws LoginException {
    Authentication one = provider().authenticate(credentialOf(Person.ONE));
    Authentication another = provider().authenticate(credentialOf(Person.ANOTHER));

    assertThat(another.identity()).isNotEqualTo(one.identity());
  }

  @Test
  void the_profile_follows_the_proof() throws LoginException {
    Authentication proven = provider().authenticate(credentialOf(Person.ONE));

    assertThat(proven.profile()).isEqualTo(new Profile(nameOf(Person.ONE)));
  }

  @Test
  void what_the_issuer_refuses_is_rejected() {
    assertThatThrownBy(() -> provider().authenticate(refusedCredential()))
        .isInstanceOf(LoginException.CredentialRejected.class);
  }

  @Test
  void a_credential_without_its_fields_is_invalid() {
    Credential empty = new Credential(provider().method(), Map.of());

    assertThatThrownBy(() -> provider().authenticate(empty))
        .isInstanceOf(LoginException.InvalidCredential.class);
  }

  @Test
  void an_outage_is_not_a_rejection_and_says_when_to_come_back() {
    Throwable ending =
        catchThrowable(() -> unreachableProvider().authenticate(credentialOf(Person.ONE)));

    assertThat(ending)
        .satisfiesAnyOf(
            gone -> assertThat(gone).isInstanceOf(StorageUnavailableException.class),
            unavailable ->
                assertThat(unavailable)
                    .isInstanceOfSatisfying(
                        LoginException.ProviderUnavailable.class,
                        known ->
                            assertThat(known.retryAfter())
                                .isGreaterThanOrEqualTo(Duration.ofSeconds(1))));
  }
}
