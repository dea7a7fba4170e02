package dev.gatehouse.wechatsimulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * WeChat's own endpoints as they look on the wire: status 200 whatever happened, and JSON in UTF-8
 * that calls itself {@code text/plain} without a charset. Records every call.
 */
final class WeChatEndpoints {
  private final WeChatPlatform platform;
  private final CallLog calls;
  private final Clock clock;
  private final RandomText random;
  private final JsonMapper json = JsonMapper.shared();

  WeChatEndpoints(WeChatPlatform platform, CallLog calls, Clock clock, RandomText random) {
    this.platform = platform;
    this.calls = calls;
    this.clock = clock;
    this.random = random;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        WeChatEndpoint.ACCESS_TOKEN.path(), Router.Route.get(this::accessToken),
        WeChatEndpoint.USERINFO.path(), Router.Route.get(this::userInfo));
  }

  private HttpReply accessToken(HttpCall call) {
    TokenRequest request =
        new TokenRequest(
            call.parameter("appid"),
            call.parameter("secret"),
            call.parameter("code"),
            call.parameter("grant_type"));
    return reply(WeChatEndpoint.ACCESS_TOKEN, platform.exchange(request));
  }

  /**
   * The parameter {@code lang} changes nothing: it is about regions, which WeChat has left empty
   * since 2021.
   */
  private HttpReply userInfo(HttpCall call) {
    return reply(
        WeChatEndpoint.USERINFO,
        platform.userInfo(call.parameter("access_token"), call.parameter("openid")));
  }

  private HttpReply reply(WeChatEndpoint endpoint, WeChatAnswer answer) {
    Instant now = clock.instant();
    calls.add(new RecordedCall(endpoint, answer.errcode(), now));
    ObjectNode body =
        switch (answer) {
          case WeChatAnswer.Token token -> token(token);
          case WeChatAnswer.UserInfo userInfo -> userInfo(userInfo);
          case WeChatAnswer.Refused refused -> refused(refused.error(), now);
        };
    return new HttpReply(200, "text/plain", body.toString());
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

  /** The rid begins with the time in seconds; people paste it into questions to WeChat's staff. */
  private ObjectNode refused(WeChatError error, Instant now) {
    String rid = "%08x-%s-%s".formatted(now.getEpochSecond(), random.hex(), random.hex());
    return json.createObjectNode()
        .put("errcode", error.errcode())
        .put("errmsg", error.errmsg() + ", rid: " + rid);
  }
}
