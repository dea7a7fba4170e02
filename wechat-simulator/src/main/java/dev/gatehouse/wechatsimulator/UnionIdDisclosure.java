package dev.gatehouse.wechatsimulator;

/** In which of WeChat's answers a person's unionid appears. WeChat promises it in none of them. */
public enum UnionIdDisclosure {
  /** In the token answer and in the user information: the usual case. */
  EVERYWHERE,

  /** Only in the user information, so a client has to ask a second time. */
  USERINFO_ONLY,

  /** In neither: such a person cannot be told apart across apps. */
  NOWHERE
}
