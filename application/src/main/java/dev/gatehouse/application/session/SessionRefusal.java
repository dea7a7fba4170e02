package dev.gatehouse.application.session;

import java.util.Locale;

/** Why a request that shows the token of a session is refused, where that may be an attack. */
public enum SessionRefusal {
  /** The refresh token leads to no live session. */
  REFRESH_REJECTED,
  /** The access token was not signed by this service. */
  TOKEN_FORGED,
  /** Another site had a browser send a request that changes something. */
  CROSS_SITE_WRITE;

  /** As an audit log writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
