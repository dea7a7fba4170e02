package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** SEC-19: a profile is asked for twice at most, and a code never. */
@Timeout(60)
class UserInfoRetryTest {

  private StubWeChat stub;
  private InstalledAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.impatientAt(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, Answers.USERINFO);
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  static Stream<Arguments> hiccups() {
    return Stream.of(
        Arguments.of("busy", StubWeChat.whole(200, "{\"errcode\":-1}")),
        Arguments.of("reset", StubWeChat.reset()),
        Arguments.of("500", StubWeChat.whole(500, "")),
        Arguments.of(
            "503", StubWeChat.bytes(StubWeChat.head(503, "Retry-After: 0", "Content-Length: 0"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hiccups")
  void a_hiccup_is_got_over(String name, StubWeChat.Reply hiccup) throws LoginException {
    stub.answersNext(StubWeChat.USERINFO, hiccup);

    assertThat(adapter.login().profile().name()).isEqualTo("name");
    assertThat(stub.calls())
        .containsExactly(StubWeChat.EXCHANGE, StubWeChat.USERINFO, StubWeChat.USERINFO);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hiccups")
  void two_are_an_outage(String name, StubWeChat.Reply hiccup) throws LoginException {
    stub.answers(StubWeChat.USERINFO, hiccup);
    Authentication proven = adapter.login();

    assertThat(catchThrowable(proven::profile)).isInstanceOf(ProviderUnavailable.class);
    assertThat(Collections.frequency(stub.calls(), StubWeChat.USERINFO)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hiccups")
  void a_unionid_that_only_userinfo_gives_is_asked_for_twice_too(
      String name, StubWeChat.Reply hiccup) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN_WITHOUT_UNIONID);
    stub.answersNext(StubWeChat.USERINFO, hiccup);

    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hiccups")
  void the_exchange_is_not_sent_again(String name, StubWeChat.Reply hiccup) {
    stub.answersNext(StubWeChat.EXCHANGE, hiccup);

    assertThat(adapter.failedLogin()).isInstanceOf(ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  /** What would not help, or took all the time there was, is not tried again. */
  @Test
  void a_time_out_nonsense_and_a_refusal_are_not_asked_about_again() throws LoginException {
    stub.answersNext(StubWeChat.USERINFO, StubWeChat.hang());
    stub.answersNext(StubWeChat.USERINFO, StubWeChat.whole(200, "<html>"));
    stub.answersNext(StubWeChat.USERINFO, StubWeChat.whole(200, "{\"errcode\":48001}"));

    for (int i = 1; i <= 3; i++) {
      Authentication proven = adapter.login();
      assertThat(catchThrowable(proven::profile)).isInstanceOf(LoginException.class);
      assertThat(Collections.frequency(stub.calls(), StubWeChat.USERINFO)).isEqualTo(i);
    }
  }

  /** One deadline for both calls: the second gets what the first left. */
  @Test
  void the_deadline_covers_both_calls() throws LoginException {
    Duration deadline = Duration.ofSeconds(8);
    InstalledAdapter patient = InstalledAdapter.at(stub.baseUrl(), deadline);
    stub.answers(
        StubWeChat.EXCHANGE,
        client -> {
          pause(Duration.ofSeconds(5));
          StubWeChat.whole(200, Answers.TOKEN).to(client);
        });
    stub.answers(StubWeChat.USERINFO, StubWeChat.hang());
    long start = System.nanoTime();
    Authentication proven = patient.login();

    assertThat(catchThrowable(proven::profile)).isInstanceOf(ProviderUnavailable.class);

    // Less than five seconds and a whole deadline, with room for a machine that is busy.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(deadline, Duration.ofMillis(12_500));
  }

  /** A slow answer; nothing waits for it but the adapter. */
  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
