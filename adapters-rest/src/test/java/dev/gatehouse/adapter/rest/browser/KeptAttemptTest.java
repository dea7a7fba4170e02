package dev.gatehouse.adapter.rest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.attempt.LoginAttempt;
import dev.gatehouse.application.attempt.ReturnTargets;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeptAttemptTest {

  private static final LoginAttempt ATTEMPT =
      new LoginAttempt(
          new State("0123456789abcdefghijABCDEFGHIJ01"),
          new LoginMethod("WX"),
          "网站",
          URI.create("https://shop.example/cart?x=%E4%B8%AD#y"),
          Instant.parse("2026-11-23T10:00:00.123Z"));

  @Test
  void an_attempt_is_the_same_when_it_comes_back() {
    KeptAttempt begun = new KeptAttempt.Begun(ATTEMPT);
    KeptAttempt finished = new KeptAttempt.Finished(ATTEMPT, SessionId.of(new byte[16]));

    assertThat(KeptAttempt.read(begun.bytes())).contains(begun);
    assertThat(KeptAttempt.read(finished.bytes())).contains(finished);
  }

  /** SEC-29: the container reads 8 KiB of headers, and five of these must leave room. */
  @Test
  void the_longest_has_room_in_a_cookie() {
    LoginAttempt longest =
        new LoginAttempt(
            ATTEMPT.state(),
            new LoginMethod("M".repeat(LoginMethod.MAX_LENGTH)),
            "channel-of-a-long-name",
            URI.create("/" + "x".repeat(ReturnTargets.MAX_LENGTH - 1)),
            ATTEMPT.begunAt());

    assertThat(new KeptAttempt.Finished(longest, SessionId.of(new byte[16])).bytes())
        .hasSizeLessThan(700);
  }

  @Test
  void what_another_version_wrote_is_none() {
    byte[] bytes = new KeptAttempt.Finished(ATTEMPT, SessionId.of(new byte[16])).bytes();

    for (int length = 0; length < bytes.length; length++) {
      assertThat(KeptAttempt.read(Arrays.copyOf(bytes, length))).isEmpty();
    }
    assertThat(KeptAttempt.read(new byte[100])).isEmpty();
  }
}
