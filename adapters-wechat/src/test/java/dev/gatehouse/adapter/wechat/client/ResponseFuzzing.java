package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import feign.Client;
import feign.Request;
import feign.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * SEC-13: with any bytes as WeChat's responses, a login succeeds or ends in a defined way. Any
 * other exception is a finding.
 */
abstract class ResponseFuzzing {

  private static final byte[] TOKEN = Responses.TOKEN.getBytes(StandardCharsets.UTF_8);
  private static final byte[] WITHOUT_UNIONID =
      Responses.TOKEN_WITHOUT_UNIONID.getBytes(StandardCharsets.UTF_8);

  private byte[] tokenResponse = {};
  private byte[] userInfoResponse = {};

  private final InstalledAdapter adapter = InstalledAdapter.over(this::respond);

  /** Logs in with the bytes as each of WeChat's responses. */
  final void tryAs(byte[] body) {
    login(body, body);
    login(TOKEN, body);
    login(WITHOUT_UNIONID, body);
  }

  private void login(byte[] token, byte[] userInfo) {
    tokenResponse = token;
    userInfoResponse = userInfo;
    // Longer than a breaker stays open, so that each login is sent.
    adapter.clock.advance(Duration.ofMinutes(1));
    try {
      Authentication proven = adapter.login();
      if (!proven.identity().identification().matches("[!-~]{1,64}")) {
        throw new AssertionError("an invalid identity");
      }
      proven.profile();
    } catch (LoginException e) {
      // One of the defined endings.
    }
  }

  /** The {@link Client} of the adapter. */
  private Response respond(Request request, Request.Options options) {
    return Response.builder()
        .request(request)
        .status(200)
        .headers(Map.of())
        .body(request.url().contains(StubWeChat.EXCHANGE) ? tokenResponse : userInfoResponse)
        .build();
  }
}
