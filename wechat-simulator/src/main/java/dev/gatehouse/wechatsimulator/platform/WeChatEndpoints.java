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
  private final SimulatorClock clock;
  private final WireFormat wireFormat;

  public WeChatEndpoints(WeChatPlatform platform, SimulatorClock clock, WireFormat wireFormat) {
    this.platform = platform;
    this.clock = clock;
    this.wireFormat = wireFormat;
  }

  public Map<WeChatEndpoint, Function<Request, EndpointResponse>> all() {
    return Map.of(
        WeChatEndpoint.ACCESS_TOKEN, written(this::accessToken),
        WeChatEndpoint.REFRESH_TOKEN, written(this::refresh),
        WeChatEndpoint.AUTH, written(this::auth),
        WeChatEndpoint.USERINFO, written(this::userInfo));
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

  private Function<Request, EndpointResponse> written(Function<Request, WeChatResponse> endpoint) {
    return request -> {
      WeChatResponse response = endpoint.apply(request);
      return new EndpointResponse(
          response.errcode(), Response.asWeChat(wireFormat.of(response, clock.now())));
    };
  }
}
