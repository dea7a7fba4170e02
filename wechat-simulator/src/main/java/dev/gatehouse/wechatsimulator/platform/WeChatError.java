package dev.gatehouse.wechatsimulator.platform;

import java.util.Arrays;

/** WeChat's error codes (page "Return codes" and the interface pages). */
enum WeChatError {
  SYSTEM_BUSY(-1, "system error"),
  INVALID_CREDENTIAL(40001, "invalid credential, access_token is invalid or not latest"),
  INVALID_GRANT_TYPE(40002, "invalid grant_type"),
  INVALID_OPENID(40003, "invalid openid"),
  INVALID_APPID(40013, "invalid appid"),
  INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
  INVALID_CODE(40029, "invalid code"),
  INVALID_REFRESH_TOKEN(40030, "invalid refresh_token"),
  INVALID_APPSECRET(40125, "invalid appsecret"),
  CODE_BEEN_USED(40163, "code been used"),
  INVALID_IP(40164, "invalid ip 203.0.113.7, not in whitelist"),
  CODE_BLOCKED(40226, "code blocked"),
  ACCESS_TOKEN_MISSING(41001, "access_token missing"),
  APPID_MISSING(41002, "appid missing"),
  REFRESH_TOKEN_MISSING(41003, "refresh_token missing"),
  APPSECRET_MISSING(41004, "appsecret missing"),
  CODE_MISSING(41008, "missing code"),
  OPENID_MISSING(41009, "missing openid"),
  ACCESS_TOKEN_EXPIRED(42001, "access_token expired"),
  REFRESH_TOKEN_EXPIRED(42002, "refresh_token expired"),
  EMPTY_POST_DATA(44002, "empty post data"),
  DAILY_QUOTA(45009, "reach max api daily quota limit"),
  MINUTE_QUOTA(45011, "api minute-quota reach limit mustslower retry next minute"),
  DATA_FORMAT_ERROR(47001, "data format error"),
  API_UNAUTHORIZED(48001, "api unauthorized");

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

  /** WeChat's message for the code; a general one for an unknown code. */
  static String errmsgOf(long errcode) {
    return Arrays.stream(values())
        .filter(error -> error.errcode == errcode)
        .findFirst()
        .map(WeChatError::errmsg)
        .orElse("error on request");
  }
}
