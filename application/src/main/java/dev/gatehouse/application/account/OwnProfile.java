package dev.gatehouse.application.account;

import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.domain.user.Account;

/** Lets signed-in users change their names and ages. Thread-safe. */
@FunctionalInterface
public interface OwnProfile {

  /**
   * Changes the profile of the user of a session. A name that a user has chosen is never replaced
   * by that of a provider.
   *
   * @return the account after the change
   * @throws AccountException.NotOffered if the installation has no {@link AccountStore}
   */
  Account change(ActiveSession session, ProfileChange change) throws AccountException.NotOffered;
}
