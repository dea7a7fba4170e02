package dev.gatehouse.wechatsimulator.platform;

import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import java.util.Map;
import java.util.function.Function;

/**
 * WeChat's server endpoints on the wire: status 200 for every outcome, and JSON in UTF-8 with the
 * content type {@code text/plain} without a charset.
 */
public final class WeChatEndpoints {
  private final WeChatPlatform platform;
  private final MiniPrograms miniPrograms;
  private final SimulatorClock clock;
  private final WireFormat wireFormat;

  public WeChatEndpoints(
      WeChatPlatform platform,
      MiniPrograms miniPrograms,
      SimulatorClock clock,
      WireFormat wireFormat) {
    this.platform = platform;
    this.miniPrograms = miniPrograms;
    this.clock = clock;
    this.wireFormat = wireFormat;
  }

  public Map<WeChatEndpoint, Function<Request, EndpointResponse>> all() {
    return Map.of(
        WeChatEndpoint.ACCESS_TOKEN, written(this::accessToken),
        WeChatEndpoint.REFRESH_TOKEN, written(this::refresh),
        WeChatEndpoint.AUTH, written(this::auth),
        WeChatEndpoint.USERINFO, written(this::userInfo),
        WeChatEndpoint.JSCODE2SESSION, written(this::session),
        WeChatEndpoint.STABLE_TOKEN, posted(request -> miniPrograms.stableToken(request.body())),
        WeChatEndpoint.PHONE_NUMBER,
            posted(request ->
                miniPrograms.phoneNumber(request.parameter("access_token"), request.body())));
  }

  private WeChatResponse accessToken(Request request) {
    return platform.exchange(
        new TokenRequest(
            request.parameter("appid"),
            request.parameter("secret"),
            request.parameter("code"),
            request.parameter("grant_type")));
  }

  private WeChatResponse refresh(Request request) {
    return platform.refresh(
        request.parameter("appid"),
        request.parameter("grant_type"),
        request.parameter("refresh_token"));
  }

  private WeChatResponse auth(Request request) {
    return platform.check(request.parameter("access_token"), request.parameter("openid"));
  }

  /** Ignores {@code lang}: it selects the language of regions, which WeChat leaves empty. */
  private WeChatResponse userInfo(Request request) {
    return platform.userInfo(request.parameter("access_token"), request.parameter("openid"));
  }

  private WeChatResponse session(Request request) {
    return platform.session(
        new TokenRequest(
            request.parameter("appid"),
            request.parameter("secret"),
            request.parameter("js_code"),
            request.parameter("grant_type")));
  }

  /** Reported: a chunked body gets 412, and {@code encoding} stands where charset should. */
  private Function<Request, EndpointResponse> posted(Function<Request, WeChatResponse> endpoint) {
    return request -> {
      if (request.isChunked()) {
        return new EndpointResponse(0, Response.empty(412));
      }
      WeChatResponse response = endpoint.apply(request);
      return new EndpointResponse(
          response.errcode(),
          Response.of(
              200,
              "application/json; encoding=utf-8",
              wireFormat.of(response, clock.now()).toString()));
    };
  }

  private Function<Request, EndpointResponse> written(Function<Request, WeChatResponse> endpoint) {
    return request -> {
      WeChatResponse response = endpoint.apply(request);
      return new EndpointResponse(
          response.errcode(), Response.asWeChat(wireFormat.of(response, clock.now())));
    };
  }
}
