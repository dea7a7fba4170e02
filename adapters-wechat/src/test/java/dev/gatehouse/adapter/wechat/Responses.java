package dev.gatehouse.adapter.wechat;

/** Short valid responses of WeChat. */
public final class Responses {

  public static final String TOKEN =
      "{\"access_token\":\"TOKEN\",\"openid\":\"OPENID\",\"unionid\":\"UNIONID\"}";

  public static final String TOKEN_WITHOUT_UNIONID =
      "{\"access_token\":\"TOKEN\",\"openid\":\"OPENID\"}";

  public static final String USERINFO =
      "{\"openid\":\"OPENID\",\"nickname\":\"name\",\"unionid\":\"UNIONID\"}";

  private Responses() {}
}
