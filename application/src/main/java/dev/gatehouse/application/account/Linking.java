package dev.gatehouse.application.account;

/** How an attempt to link an identity to a user ended. */
public sealed interface Linking {

  /** This call linked the identity. */
  record Linked(LinkedIdentity entry) implements Linking {}

  /** The identity was linked to the same user before. Nothing is written. */
  record AlreadyTheirs(LinkedIdentity entry) implements Linking {}

  /** The identity leads to another user. Nothing is written. */
  record TakenByAnother() implements Linking {}

  /** The user has {@link AccountStore#MOST_LOGIN_METHODS} login methods. Nothing is written. */
  record TooMany() implements Linking {}

  /** The user is gone, disabled or closing. Nothing is written. */
  record UserInactive() implements Linking {}
}
