package dev.gatehouse.application.session;

import java.util.Locale;

/** Why a session is refused to a request, where that may be an attack. */
public enum SessionRefusal {
  /** The refresh token leads to no live session. */
  REFRESH_REJECTED,
  /** The access token was not signed by this service. */
  TOKEN_FORGED,
  /** Another site had a browser send a request that changes something. */
  CROSS_SITE_WRITE,
  /** The login method was unlinked between the login and the opening of its session. */
  LOGIN_METHOD_UNLINKED;

  /** As an audit log writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
