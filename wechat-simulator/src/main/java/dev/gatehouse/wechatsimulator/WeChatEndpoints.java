package dev.gatehouse.wechatsimulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * WeChat's server endpoints as they look on the wire: status 200 whatever happened, and JSON in
 * UTF-8 that calls itself {@code text/plain} without a charset; unless a fault was asked for.
 * Records every call.
 */
final class WeChatEndpoints {
  private final WeChatPlatform platform;
  private final Faults faults;
  private final CallLog calls;
  private final Clock clock;
  private final WireFormat wireFormat;

  WeChatEndpoints(
      WeChatPlatform platform, Faults faults, CallLog calls, Clock clock, WireFormat wireFormat) {
    this.platform = platform;
    this.faults = faults;
    this.calls = calls;
    this.clock = clock;
    this.wireFormat = wireFormat;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        WeChatEndpoint.ACCESS_TOKEN.path(), route(WeChatEndpoint.ACCESS_TOKEN, this::accessToken),
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

  /**
   * The parameter {@code lang} changes nothing: it is about regions, which WeChat has left empty
   * since 2021.
   */
  private WeChatAnswer userInfo(HttpCall call) {
    return platform.userInfo(call.parameter("access_token"), call.parameter("openid"));
  }

  private Router.Route route(WeChatEndpoint endpoint, Function<HttpCall, WeChatAnswer> act) {
    return new Router.Route(
        "GET",
        call ->
            faults
                .take(endpoint)
                .map(fault -> faulty(endpoint, call, act, fault))
                .orElseGet(() -> sound(endpoint, call, act)));
  }

  private Answer sound(
      WeChatEndpoint endpoint, HttpCall call, Function<HttpCall, WeChatAnswer> act) {
    WeChatAnswer answer = act.apply(call);
    Instant now = clock.instant();
    calls.add(new RecordedCall(endpoint, answer.errcode(), now, "", call.connection()));
    return Answer.of(HttpReply.asWeChat(wireFormat.of(answer, now)));
  }

  private Answer faulty(
      WeChatEndpoint endpoint, HttpCall call, Function<HttpCall, WeChatAnswer> act, Fault fault) {
    Optional<WeChatAnswer> answer = fault.acts() ? Optional.of(act.apply(call)) : Optional.empty();
    Instant now = clock.instant();
    long errcode =
        fault.errcode() != 0
            ? fault.errcode()
            : answer.map(WeChatAnswer::errcode).orElse(0).longValue();
    calls.add(new RecordedCall(endpoint, errcode, now, fault.name(), call.connection()));
    Duration delay = fault.delay(ThreadLocalRandom.current());
    return new Answer(reply(fault, answer, now), delay, fault.departure());
  }

  private HttpReply reply(Fault fault, Optional<WeChatAnswer> answer, Instant now) {
    HttpReply own =
        answer.map(it -> HttpReply.asWeChat(wireFormat.of(it, now))).orElse(HttpReply.nothing(200));
    return switch (fault.content()) {
      case Content.Own() -> own;
      case Content.Changed(var change) -> own.withBody(change.apply(own.bytes()));
      case Content.Instead(var reply) -> reply;
      case Content.Refusal(var codeAsText) ->
          HttpReply.asWeChat(wireFormat.error(fault.errcode(), codeAsText, now));
    };
  }
}
