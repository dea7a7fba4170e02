package dev.gatehouse.adapter.wechat;

import java.util.Locale;

/** The calls that this adapter makes. */
enum Endpoint {
  /** Code to token. */
  EXCHANGE,

  /** Token to profile. */
  USERINFO;

  /** As it is named in metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
