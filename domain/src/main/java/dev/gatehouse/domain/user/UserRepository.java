package dev.gatehouse.domain.user;

import dev.gatehouse.domain.identity.ExternalIdentity;
import java.time.Instant;
import java.util.Optional;

/**
 * Where users are kept.
 *
 * <p>Implementations are thread-safe. An empty answer always means that the store looked and found
 * no user. {@code UserRepositoryContract} in the testkit is this contract as tests.
 */
public interface UserRepository {

  /**
   * Returns unless the store is known to be out of reach. Ask this before a credential is proven
   * that can be proven only once: a client that is turned away now can come back with it.
   *
   * <p>It does not look at the store and never waits. If it returns, the next call may still fail.
   *
   * @throws StorageUnavailableException if the other methods would throw it now, as far as is known
   */
  void requireReachable();

  /**
   * Finds the user to whom an identity leads. Identities are compared character by character.
   *
   * @return the user, also if it is disabled; empty if the identity leads to no user
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<User> findByIdentity(ExternalIdentity identity);

  /**
   * Finds the user to whom an identity leads, for a login. A store that keeps when identities were
   * used notes this use, unless the identity is dormant. It may note the use later.
   *
   * @param usedSince an identity is dormant if its last use, registration or link is older
   * @return the user, also if it is disabled; empty if the identity leads to no user. No identity
   *     is dormant in a store that does not keep when identities were used.
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<KnownUser> findForLogin(ExternalIdentity identity, Instant usedSince);

  /**
   * Finds a user by its id, without its login methods. This is the cheapest way to learn whether a
   * user still exists and is not disabled.
   *
   * @return the user, also if it is disabled; empty if no user has this id
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<User> find(UserId id);

  /**
   * Finds a user by its id, together with its login methods, as the store holds both now.
   *
   * @return the account, also if the user is disabled or has no login method; empty if no user has
   *     this id
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<Account> findAccount(UserId id);

  /**
   * Stores a user together with its first identity, unless the identity already leads to a user.
   * Either both are stored or neither. Of any number of simultaneous calls for one identity, in
   * this process or in others, exactly one answers {@link Registration.Registered}, and all answer
   * the same user.
   *
   * @return whether this call created the user, and the user
   * @throws StorageUnavailableException if the store could not look or could not commit. Nothing is
   *     then half-written, and the call can be repeated.
   */
  Registration registerIfAbsent(NewUser user, ExternalIdentity identity);

  /**
   * Gives a user another name, in one step, unless the name was changed since the user was read, or
   * was chosen by the user or an operator. A repeated call changes nothing.
   *
   * @param user as it was read
   * @return the user under the new name; empty if the name stays
   * @throws StorageUnavailableException if the store could not look or could not commit
   */
  Optional<User> replaceUnchosenName(User user, UserName name);
}
