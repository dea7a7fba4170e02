package dev.gatehouse.domain.user;

import dev.gatehouse.domain.login.ExternalIdentity;
import java.util.Optional;

/**
 * Where users are kept.
 *
 * <p>Implementations are thread-safe. "None" always means that the store looked and found none;
 * when it could not look or could not write, every method throws {@link
 * StorageUnavailableException}. {@code UserRepositoryContract} in the testkit is this contract as
 * tests.
 */
public interface UserRepository {

  /**
   * Goes on unless the store is known to be away. Asked before a proof is taken that works once:
   * who is turned away here can come back with it. Does not look and never waits, so going on
   * promises nothing.
   *
   * @throws StorageUnavailableException if the other methods would throw it too, as far as is known
   */
  void requireReachable();

  /**
   * Finds the user to whom an identity leads; identities are compared character by character.
   *
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<User> findByIdentity(ExternalIdentity identity);

  /**
   * Finds a user by its id, without the ways in which it can log in: whoever needs only to know that
   * the user is there and not disabled asks here.
   *
   * @return the user, also when it is disabled; empty if there is none
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<User> find(UserId id);

  /**
   * Finds a user together with the ways in which it can log in, as the store holds both now.
   *
   * @throws StorageUnavailableException if the store could not look
   */
  Optional<Account> findAccount(UserId id);

  /**
   * Stores a user together with its first identity, both or neither, unless the identity already
   * leads to a user. Of any number of simultaneous calls for one identity, in this process or in
   * others, exactly one answers {@link Registration.Created} and all answer the same user.
   *
   * @throws StorageUnavailableException if the store could not commit; nothing is half-written
   */
  Registration registerIfAbsent(NewUser user, ExternalIdentity identity);
}
