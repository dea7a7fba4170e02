package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import feign.Client;
import feign.Request;
import feign.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * SEC-13: whatever bytes WeChat's answers are, a login succeeds or ends in a defined way. Anything
 * else that is thrown is a finding.
 */
abstract class AnswerFuzzing {

  private static final byte[] TOKEN = Answers.TOKEN.getBytes(StandardCharsets.UTF_8);
  private static final byte[] WITHOUT_UNIONID =
      Answers.TOKEN_WITHOUT_UNIONID.getBytes(StandardCharsets.UTF_8);

  private byte[] tokenAnswer = {};
  private byte[] userInfoAnswer = {};

  private final InstalledAdapter adapter = InstalledAdapter.over(this::answer);

  /** Tries the bytes as each answer there is. */
  final void tryAs(byte[] body) {
    login(body, body);
    login(TOKEN, body);
    login(WITHOUT_UNIONID, body);
  }

  private void login(byte[] token, byte[] userInfo) {
    tokenAnswer = token;
    userInfoAnswer = userInfo;
    // Past what an open breaker waits, so that each login is let through as a probe.
    adapter.clock.advance(Duration.ofMinutes(1));
    try {
      Authentication proven = adapter.login();
      if (!proven.identity().identification().matches("[!-~]{1,64}")) {
        throw new AssertionError("an identity that is none");
      }
      proven.profile();
    } catch (LoginException e) {
      // One of the defined endings.
    }
  }

  /** The {@link Client} of the adapter. */
  private Response answer(Request request, Request.Options options) {
    return Response.builder()
        .request(request)
        .status(200)
        .headers(Map.of())
        .body(request.url().contains(StubWeChat.EXCHANGE) ? tokenAnswer : userInfoAnswer)
        .build();
  }
}
