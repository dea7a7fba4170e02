package dev.gatehouse.application.account;

import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where users and their sessions are kept, as far as a user can change the own login methods. A
 * port of its own: a store that knows one identity for each user, such as a directory, implements
 * {@link dev.gatehouse.domain.user.UserRepository} alone, and the service then offers no linking.
 *
 * <p>Implementations are thread-safe, on any number of replicas. Simultaneous changes of one user
 * wait for each other. All methods throw {@link
 * dev.gatehouse.domain.user.StorageUnavailableException} if the store cannot be reached or will not
 * commit. Nothing is then half-written, and the call can be repeated.
 *
 * <p>After the commit an implementation tells the {@link AccountChangeObserver}s of each login
 * method that was linked, unlinked or released, and each time that a user was disabled, enabled,
 * closing, reopened or closed. It says where it recorded the change itself; the core records it
 * everywhere else. It also tells the {@link dev.gatehouse.application.session.SessionObserver}s of
 * sessions that a change has ended. A profile that changed is not told of.
 *
 * <p>{@code AccountStoreContract} in the testkit is this contract as tests.
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
   * Finds users by name, for operators: names are neither unique nor stable.
   *
   * @param name as it is stored, character by character; a store may also find names that differ in
   *     case or accents only
   * @param after only users with a greater id; null for the first
   * @return in the order of their ids, also those that are disabled or closing
   */
  List<User> named(String name, int atMost, @Nullable UserId after);

  /**
   * Links an identity that has just been proven. Of any number of simultaneous calls and
   * registrations for one identity, exactly one stores it. If the answer to a commit was lost, the
   * store looks up how it ended.
   */
  Linking link(UserId user, ExternalIdentity identity);

  /**
   * Unlinks a login method, unless the user could not log in without it. All sessions that were
   * opened by it end in the same transaction. The current session stays; it no longer counts as
   * opened by this login method.
   *
   * @param current the session that asks for it
   * @param usable the methods by which users can log in now; one of them must remain
   */
  Unlinking unlink(UserId user, LoginMethodId id, SessionId current, Set<LoginMethod> usable);

  /**
   * Takes an identity from a user because it belongs to another person now, also if it is the last
   * one. All sessions that were opened by it end in the same transaction.
   *
   * @param unusedSince nothing is written if the identity was linked or used after this moment
   * @return false, and nothing is written, if the identity does not lead to this user or was used
   */
  boolean release(UserId user, ExternalIdentity identity, Instant unusedSince);

  /**
   * Notes that a user has just proven an own identity. A call for an identity that does not lead to
   * the user changes nothing.
   */
  void noteUse(UserId user, ExternalIdentity identity);

  /**
   * Changes name and age of a user. A changed name counts as chosen by the user.
   *
   * @return the account after the change; empty, and nothing is written, if the user is gone,
   *     disabled or closing
   */
  Optional<Account> change(UserId user, ProfileChange change);

  /**
   * Schedules the closure of an account and ends all sessions of its user, also if the user is
   * disabled. If the moment is not in the future, the account is closed in the same transaction.
   *
   * @param nameLeft the name of a user whose account is closed
   */
  Closing close(UserId user, Instant closesAt, UserName nameLeft);

  /**
   * Shuts a user out, as the operator wants, and ends all sessions of the user. Nothing is written
   * if the user is disabled already.
   *
   * @return false if there is no such user
   */
  boolean disable(UserId user);

  /**
   * Lets a disabled user in again. A session that a login opened while the user was being disabled
   * ends. Nothing is written if the user is not disabled.
   *
   * @return false if there is no such user
   */
  boolean enable(UserId user);

  /**
   * Cancels a closure.
   *
   * @return the user; empty, and nothing is written, if no closure is scheduled, or if it is due
   */
  Optional<User> reopen(UserId user);

  /**
   * Closes accounts whose time has come: login methods and sessions go, name and age are removed,
   * the row and its id stay. Of any number of calls on any number of replicas, exactly one closes
   * an account.
   *
   * @param nameLeft the name of a user whose account is closed
   * @return how many accounts this call closed; {@code atMost} means that there may be more
   */
  int closeDue(Instant now, int atMost, UserName nameLeft);

  /**
   * The login method that opened a session.
   *
   * @return empty if there is no such session, or if that login method was unlinked
   */
  Optional<LoginMethodId> openedBy(SessionId session);
}
