package dev.gatehouse.adapter.rest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.browser.LoginAttempt;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SavedLoginAttemptTest {

  private static final LoginAttempt ATTEMPT =
      new LoginAttempt(
          new State("0123456789abcdefghijABCDEFGHIJ01"),
          new LoginMethod("WX"),
          "网站",
          URI.create("https://shop.example/cart?x=%E4%B8%AD#y"),
          Instant.parse("2026-11-23T10:00:00.123Z"),
          Consent.WHEN_NEEDED);

  @Test
  void an_attempt_is_the_same_when_it_comes_back() {
    SavedLoginAttempt begun = new SavedLoginAttempt.Begun(ATTEMPT);
    SavedLoginAttempt finished =
        new SavedLoginAttempt.Finished(ATTEMPT, SessionId.of(new byte[16]));
    SavedLoginAttempt silent = new SavedLoginAttempt.Silent(ATTEMPT);
    SavedLoginAttempt asked =
        new SavedLoginAttempt.Begun(
            new LoginAttempt(
                ATTEMPT.state(),
                ATTEMPT.method(),
                ATTEMPT.channel(),
                ATTEMPT.returnTo(),
                ATTEMPT.begunAt(),
                Consent.REQUIRED));

    assertThat(SavedLoginAttempt.read(begun.bytes())).contains(begun);
    assertThat(SavedLoginAttempt.read(silent.bytes())).contains(silent);
    assertThat(SavedLoginAttempt.read(asked.bytes())).contains(asked);
    assertThat(SavedLoginAttempt.read(finished.bytes())).contains(finished);
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
            ATTEMPT.begunAt(),
            Consent.REQUIRED);

    assertThat(new SavedLoginAttempt.Finished(longest, SessionId.of(new byte[16])).bytes())
        .hasSizeLessThan(700);
  }

  @Test
  void what_another_version_wrote_is_none() {
    byte[] bytes = new SavedLoginAttempt.Finished(ATTEMPT, SessionId.of(new byte[16])).bytes();

    for (int length = 0; length < bytes.length; length++) {
      assertThat(SavedLoginAttempt.read(Arrays.copyOf(bytes, length))).isEmpty();
    }
    assertThat(SavedLoginAttempt.read(new byte[100])).isEmpty();
  }
}
