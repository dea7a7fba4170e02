package dev.gatehouse.application.account;

import dev.gatehouse.domain.user.UserId;

/** How an attempt to link an identity to a user ended. */
public sealed interface Linking {

  /** This call linked the identity. */
  record Linked(LinkedIdentity entry) implements Linking {}

  /** The identity was linked to the same user before. Nothing is written. */
  record AlreadyTheirs(LinkedIdentity entry) implements Linking {}

  /**
   * The identity leads to another user. Nothing is written.
   *
   * @param owner for the audit log; no client may see it
   */
  record TakenByAnother(UserId owner) implements Linking {}

  /** The user has {@link AccountStore#MOST_LOGIN_METHODS} login methods. Nothing is written. */
  record TooMany() implements Linking {}

  /** The user is gone, disabled or closing. Nothing is written. */
  record UserInactive() implements Linking {}
}
