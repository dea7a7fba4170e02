package dev.gatehouse.wechatsimulator;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** WeChat's answers as JSON. Thread-safe. */
final class WireFormat {
  private final RandomText random;
  private final JsonMapper json = JsonMapper.shared();

  WireFormat(RandomText random) {
    this.random = random;
  }

  ObjectNode of(WeChatAnswer answer, Instant now) {
    return switch (answer) {
      case WeChatAnswer.Token token -> token(token);
      case WeChatAnswer.UserInfo userInfo -> userInfo(userInfo);
      case WeChatAnswer.Refused refused -> error(refused.errcode(), false, now);
    };
  }

  /** The rid begins with the time in seconds; people paste it into questions to WeChat's staff. */
  ObjectNode error(long errcode, boolean codeAsText, Instant now) {
    String rid = "%08x-%s-%s".formatted(now.getEpochSecond(), random.hex(), random.hex());
    ObjectNode body = json.createObjectNode();
    if (codeAsText) {
      body.put("errcode", String.valueOf(errcode));
    } else {
      body.put("errcode", errcode);
    }
    return body.put("errmsg", WeChatError.errmsgOf(errcode) + ", rid: " + rid);
  }

  private ObjectNode token(WeChatAnswer.Token token) {
    ObjectNode body =
        json.createObjectNode()
            .put("access_token", token.accessToken())
            .put("expires_in", WeChatPlatform.ACCESS_TOKEN_LIFETIME.toSeconds())
            .put("refresh_token", token.refreshToken())
            .put("openid", token.openId())
            .put("scope", token.app().scope());
    token.unionId().ifPresent(unionId -> body.put("unionid", unionId));
    return body;
  }

  private ObjectNode userInfo(WeChatAnswer.UserInfo userInfo) {
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
