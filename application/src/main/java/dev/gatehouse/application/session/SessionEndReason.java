package dev.gatehouse.application.session;

import java.util.Locale;

/** Why a session is ended before its time. */
public enum SessionEndReason {
  /** The user ended it. */
  SIGNED_OUT,
  /** The user ended all of theirs. */
  SIGNED_OUT_EVERYWHERE,
  /** A refresh token that was traded already came back: two hold it. */
  REFRESH_TOKEN_REUSED,
  /** The code that opened it was shown again: two hold it. */
  CODE_REUSED,
  /** The client program that held it gave it up. */
  REVOKED,
  /** The user is disabled or gone. */
  USER_DISABLED,
  /** The user has asked to close the account. */
  ACCOUNT_CLOSING,
  /** Another login in the same browser opened a session in its place. */
  REPLACED,
  /** The login method that opened it was unlinked. */
  LOGIN_METHOD_UNLINKED;

  /** As an audit log writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
