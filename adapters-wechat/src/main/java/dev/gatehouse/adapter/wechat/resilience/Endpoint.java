package dev.gatehouse.adapter.wechat.resilience;

import java.util.Locale;

/** The calls that this adapter makes. */
public enum Endpoint {
  /** Exchanges a code for a token. */
  EXCHANGE,

  /** Exchanges a code of a mini program for a session. */
  SESSION,

  /** Fetches the profile that belongs to a token. */
  USERINFO,

  /** Fetches a token for the server API of a mini program. */
  SERVER_TOKEN,

  /** Exchanges a code of the phone button for a phone number. */
  PHONE_NUMBER;

  /** The name in metrics. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
