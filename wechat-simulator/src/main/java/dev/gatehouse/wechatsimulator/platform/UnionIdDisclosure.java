package dev.gatehouse.wechatsimulator.platform;

/** The responses of WeChat that contain a person's unionid. WeChat guarantees it in none. */
public enum UnionIdDisclosure {
  /** The token response and the user information: the usual case. */
  EVERYWHERE,

  /** Only the user information, so a client needs a second call. */
  USERINFO_ONLY,

  /** Neither: a client cannot recognise the person across apps. */
  NOWHERE
}
