package dev.gatehouse.wechatsimulator.platform;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes WeChat's responses as JSON. Thread-safe. */
public final class WireFormat {
  private final RandomText random;
  private final JsonMapper json = JsonMapper.shared();

  public WireFormat(RandomText random) {
    this.random = random;
  }

  ObjectNode of(WeChatResponse answer, Instant now) {
    return switch (answer) {
      case WeChatResponse.Token token -> token(token);
      case WeChatResponse.Refreshed refreshed -> refreshed(refreshed);
      case WeChatResponse.Good() -> json.createObjectNode().put("errcode", 0).put("errmsg", "ok");
      case WeChatResponse.UserInfo userInfo -> userInfo(userInfo);
      case WeChatResponse.Session session -> session(session);
      case WeChatResponse.ServerToken token ->
          json.createObjectNode()
              .put("access_token", token.accessToken())
              .put("expires_in", token.expiresIn());
      case WeChatResponse.PhoneNumber number -> phoneNumber(number, now);
      case WeChatResponse.Refused refused -> error(refused.errcode(), false, now);
    };
  }

  /** The message ends in a rid, which begins with the time in seconds. */
  public ObjectNode error(long errcode, boolean codeAsText, Instant now) {
    String rid = "%08x-%s-%s".formatted(now.getEpochSecond(), random.hex(), random.hex());
    ObjectNode body = json.createObjectNode();
    if (codeAsText) {
      body.put("errcode", String.valueOf(errcode));
    } else {
      body.put("errcode", errcode);
    }
    return body.put("errmsg", WeChatError.errmsgOf(errcode) + ", rid: " + rid);
  }

  private ObjectNode token(WeChatResponse.Token token) {
    ObjectNode body = tokens(token.accessToken(), token.refreshToken(), token.grant());
    if (token.grant().snapshot() == Grant.Snapshot.FLAGGED) {
      body.put("is_snapshotuser", 1);
    }
    token.unionId().ifPresent(unionId -> body.put("unionid", unionId));
    return body;
  }

  private ObjectNode refreshed(WeChatResponse.Refreshed token) {
    return tokens(token.accessToken(), token.refreshToken(), token.grant());
  }

  private ObjectNode tokens(String accessToken, String refreshToken, Grant grant) {
    return json.createObjectNode()
        .put("access_token", accessToken)
        .put("expires_in", IssuedTokens.ACCESS_TOKEN_LIFETIME.toSeconds())
        .put("refresh_token", refreshToken)
        .put("openid", grant.openId())
        .put("scope", grant.scope());
  }

  private ObjectNode session(WeChatResponse.Session session) {
    ObjectNode body =
        json.createObjectNode()
            .put("openid", session.grant().openId())
            .put("session_key", WeChatPlatform.SESSION_KEY);
    session.unionId().ifPresent(unionId -> body.put("unionid", unionId));
    return body;
  }

  /** The full number has a country code only if it is foreign. */
  private ObjectNode phoneNumber(WeChatResponse.PhoneNumber phone, Instant now) {
    String prefix = phone.countryCode().equals("86") ? "" : phone.countryCode();
    ObjectNode body = json.createObjectNode().put("errcode", 0).put("errmsg", "ok");
    body.putObject("phone_info")
        .put("phoneNumber", prefix + phone.number())
        .put("purePhoneNumber", phone.number())
        .put("countryCode", Integer.parseInt(phone.countryCode()))
        .putObject("watermark")
        .put("timestamp", now.getEpochSecond())
        .put("appid", phone.app().appId());
    return body;
  }

  private ObjectNode userInfo(WeChatResponse.UserInfo userInfo) {
    ObjectNode body =
        json.createObjectNode()
            .put("openid", userInfo.openId())
            .put("nickname", userInfo.person().nickname())
            .put("sex", 0)
            .put("language", "zh_CN")
            .put("city", "")
            .put("province", "")
            .put("country", "")
            .put("headimgurl", userInfo.person().avatarUrl());
    body.putArray("privilege");
    userInfo.unionId().ifPresent(unionId -> body.put("unionid", unionId));
    return body;
  }
}
