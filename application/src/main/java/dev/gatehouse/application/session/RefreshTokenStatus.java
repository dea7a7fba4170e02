package dev.gatehouse.application.session;

/** What a refresh token is to its session. */
enum RefreshTokenStatus {
  /** It carries the session. */
  CURRENT,
  /** It was rotated a moment ago, and its holder may never have received the answer. */
  WITHIN_GRACE_PERIOD,
  /** It was rotated long ago, or was never a token of the session. */
  REUSED
}
