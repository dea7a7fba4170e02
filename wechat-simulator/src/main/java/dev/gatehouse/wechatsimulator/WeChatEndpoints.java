package dev.gatehouse.wechatsimulator;

import java.util.Map;
import java.util.function.Function;

/**
 * WeChat's server endpoints as they look on the wire: status 200 whatever happened, and JSON in
 * UTF-8 that calls itself {@code text/plain} without a charset.
 */
final class WeChatEndpoints {
  private final WeChatPlatform platform;
  private final SimulatorClock clock;
  private final WireFormat wireFormat;
  private final Misbehaviour misbehaviour;

  WeChatEndpoints(
      WeChatPlatform platform,
      SimulatorClock clock,
      WireFormat wireFormat,
      Misbehaviour misbehaviour) {
    this.platform = platform;
    this.clock = clock;
    this.wireFormat = wireFormat;
    this.misbehaviour = misbehaviour;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        WeChatEndpoint.ACCESS_TOKEN.path(), route(WeChatEndpoint.ACCESS_TOKEN, this::accessToken),
        WeChatEndpoint.REFRESH_TOKEN.path(), route(WeChatEndpoint.REFRESH_TOKEN, this::refresh),
        WeChatEndpoint.AUTH.path(), route(WeChatEndpoint.AUTH, this::auth),
        WeChatEndpoint.USERINFO.path(), route(WeChatEndpoint.USERINFO, this::userInfo));
  }

  private WeChatAnswer accessToken(HttpCall call) {
    return platform.exchange(
        new TokenRequest(
            call.parameter("appid"),
            call.parameter("secret"),
            call.parameter("code"),
            call.parameter("grant_type")));
  }

  private WeChatAnswer refresh(HttpCall call) {
    return platform.refresh(
        call.parameter("appid"), call.parameter("grant_type"), call.parameter("refresh_token"));
  }

  private WeChatAnswer auth(HttpCall call) {
    return platform.check(call.parameter("access_token"), call.parameter("openid"));
  }

  /**
   * The parameter {@code lang} changes nothing: it is about regions, which WeChat has left empty
   * since 2021.
   */
  private WeChatAnswer userInfo(HttpCall call) {
    return platform.userInfo(call.parameter("access_token"), call.parameter("openid"));
  }

  private Router.Route route(WeChatEndpoint endpoint, Function<HttpCall, WeChatAnswer> act) {
    return misbehaviour.route(
        endpoint,
        call -> {
          WeChatAnswer answer = act.apply(call);
          return new Misbehaviour.Said(
              answer.errcode(), HttpReply.asWeChat(wireFormat.of(answer, clock.now())));
        });
  }
}
