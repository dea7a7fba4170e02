package dev.gatehouse.adapter.wechat;

/** Answers of WeChat's as they should be, in brief. */
final class Answers {

  static final String TOKEN =
      "{\"access_token\":\"TOKEN\",\"openid\":\"OPENID\",\"unionid\":\"UNIONID\"}";

  static final String TOKEN_WITHOUT_UNIONID = "{\"access_token\":\"TOKEN\",\"openid\":\"OPENID\"}";

  static final String USERINFO =
      "{\"openid\":\"OPENID\",\"nickname\":\"name\",\"unionid\":\"UNIONID\"}";

  private Answers() {}
}
