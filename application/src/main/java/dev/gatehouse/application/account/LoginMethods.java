package dev.gatehouse.application.account;

import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import java.util.List;

/**
 * The login methods of a signed-in user. It works for every installed method.
 *
 * <p>Every change needs a session whose user has proven recently that they are present: by the
 * login, or by {@link #confirm}. Thread-safe. Without an {@link AccountStore} the login methods can
 * be neither listed nor changed: {@link AccountException.NotOffered}.
 */
public interface LoginMethods {

  /** Whether the session is fresh, so that its user may change the account now. */
  boolean isFresh(ActiveSession session);

  /** The login methods of the user, the oldest first. */
  List<LoginMethodEntry> of(ActiveSession session) throws AccountException.NotOffered;

  /**
   * The login method that a client named, installed or not.
   *
   * @param kind what the user tries with it
   * @throws LoginException.UnknownLoginMethod if no method could have this code; the {@link
   *     AccountObserver}s are told, as of a method that is not installed
   */
  LoginMethod requireMethod(ActiveSession session, AccountAttempt.Kind kind, String code)
      throws LoginException.UnknownLoginMethod;

  /**
   * Links the identity that a credential proves. The identity of another user is refused only after
   * the proof, so a client learns nothing about identities that it cannot prove.
   *
   * @throws AccountException.ConfirmationRequired before anything is asked of the provider
   * @throws AccountException.IdentityTaken if the identity leads to another user
   * @throws AccountException.TooManyLoginMethods if the user can have no more
   * @throws LoginException if the credential proves nothing, as for a login
   */
  LinkResult link(ActiveSession session, Credential credential)
      throws LoginException, AccountException;

  /**
   * Unlinks a login method and ends the sessions that it opened, except the present one.
   *
   * @return how many sessions ended
   * @throws AccountException.ConfirmationRequired if the session is not fresh
   * @throws AccountException.LastLoginMethod if the user could not log in without it
   * @throws AccountException.NoSuchLoginMethod if the user has no login method of this id
   */
  int unlink(ActiveSession session, LoginMethodId id) throws AccountException;

  /**
   * Notes that the user is present. Registers no user.
   *
   * @throws LoginException if the credential proves nothing, or proves an identity that does not
   *     lead to the user of the session
   * @throws AccountException.ConfirmationRequired if the person did nothing for this proof
   */
  void confirm(ActiveSession session, Credential credential)
      throws LoginException, AccountException.ConfirmationRequired;
}
