package dev.gatehouse.wechatsimulator;

import java.util.Arrays;

/**
 * WeChat's error codes, as far as the simulator answers with them (page "Return codes" and the
 * interface pages).
 */
enum WeChatError {
  SYSTEM_BUSY(-1, "system error"),
  INVALID_GRANT_TYPE(40002, "invalid grant_type"),
  INVALID_OPENID(40003, "invalid openid"),
  INVALID_APPID(40013, "invalid appid"),
  INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
  INVALID_CODE(40029, "invalid code"),
  INVALID_APPSECRET(40125, "invalid appsecret"),
  CODE_BEEN_USED(40163, "code been used"),
  ACCESS_TOKEN_MISSING(41001, "access_token missing"),
  APPID_MISSING(41002, "appid missing"),
  APPSECRET_MISSING(41004, "appsecret missing"),
  CODE_MISSING(41008, "missing code"),
  OPENID_MISSING(41009, "missing openid"),
  ACCESS_TOKEN_EXPIRED(42001, "access_token expired");

  private final int errcode;
  private final String errmsg;

  WeChatError(int errcode, String errmsg) {
    this.errcode = errcode;
    this.errmsg = errmsg;
  }

  int errcode() {
    return errcode;
  }

  String errmsg() {
    return errmsg;
  }

  /** WeChat's text, as far as it is known here. */
  static String errmsgOf(long errcode) {
    return Arrays.stream(values())
        .filter(error -> error.errcode == errcode)
        .findFirst()
        .map(WeChatError::errmsg)
        .orElse("error on request");
  }
}
