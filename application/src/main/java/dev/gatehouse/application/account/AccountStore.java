package dev.gatehouse.application.account;

import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import java.util.List;

/**
 * Where users and their sessions are kept, as far as a user can change the own login methods. A
 * port of its own: a store that knows one identity for each user, such as a directory, implements
 * {@link dev.gatehouse.domain.user.UserRepository} alone, and the service then offers no linking.
 *
 * <p>Implementations are thread-safe, on any number of replicas. Simultaneous changes of one user
 * wait for each other. All methods throw {@link
 * dev.gatehouse.domain.user.StorageUnavailableException} if the store cannot be reached or will not
 * commit. Nothing is then half-written, and the call can be repeated. {@code AccountStoreContract}
 * in the testkit is this contract as tests.
 */
public interface AccountStore {

  /** The most login methods that a user can have. */
  int MOST_LOGIN_METHODS = 20;

  /**
   * The identities that lead to a user.
   *
   * @return the oldest first; empty if there is no such user
   */
  List<LinkedIdentity> identitiesOf(UserId user);

  /**
   * Links an identity that has just been proven. Of any number of simultaneous calls and
   * registrations for one identity, exactly one stores it. If the answer to a commit was lost, the
   * store looks up how it ended.
   */
  Linking link(UserId user, ExternalIdentity identity);

  /**
   * Unlinks a login method, unless it is the user's last one. All sessions that were opened by it
   * end in the same transaction. The current session stays; it no longer counts as opened by this
   * login method.
   *
   * @param current the session that asks for it
   */
  Unlinking unlink(UserId user, LoginMethodId id, SessionId current);
}
