package dev.gatehouse.adapter.wechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
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

/** SEC-19: a profile is fetched at most twice; a code is sent once. */
@Timeout(60)
class UserInfoRetryTest {

  private StubWeChat stub;
  private InstalledAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.impatientAt(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, Responses.USERINFO);
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  static Stream<Arguments> shortFailures() {
    return Stream.of(
        Arguments.of("busy", StubWeChat.whole(200, "{\"errcode\":-1}")),
        Arguments.of("reset", StubWeChat.reset()),
        Arguments.of("500", StubWeChat.whole(500, "")),
        Arguments.of(
            "503", StubWeChat.bytes(StubWeChat.head(503, "Retry-After: 0", "Content-Length: 0"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortFailures")
  void a_profile_is_fetched_again_after_a_short_failure(String name, StubWeChat.Reply failure)
      throws LoginException {
    stub.answersNext(StubWeChat.USERINFO, failure);

    assertThat(adapter.login().profile().name()).isEqualTo("name");
    assertThat(stub.calls())
        .containsExactly(StubWeChat.EXCHANGE, StubWeChat.USERINFO, StubWeChat.USERINFO);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortFailures")
  void two_short_failures_are_an_outage(String name, StubWeChat.Reply failure)
      throws LoginException {
    stub.answers(StubWeChat.USERINFO, failure);
    Authentication proven = adapter.login();

    assertThat(catchThrowable(proven::profile)).isInstanceOf(ProviderUnavailable.class);
    assertThat(Collections.frequency(stub.calls(), StubWeChat.USERINFO)).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortFailures")
  void a_unionid_from_userinfo_is_fetched_again_after_a_short_failure(
      String name, StubWeChat.Reply failure) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN_WITHOUT_UNIONID);
    stub.answersNext(StubWeChat.USERINFO, failure);

    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shortFailures")
  void the_exchange_is_sent_once(String name, StubWeChat.Reply failure) {
    stub.answersNext(StubWeChat.EXCHANGE, failure);

    assertThat(adapter.failedLogin()).isInstanceOf(ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  /** A second try would not help, or the time is used up. */
  @Test
  void a_time_out_an_unusable_response_and_a_refusal_are_not_retried() throws LoginException {
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
          StubWeChat.whole(200, Responses.TOKEN).to(client);
        });
    stub.answers(StubWeChat.USERINFO, StubWeChat.hang());
    long start = System.nanoTime();
    Authentication proven = patient.login();

    assertThat(catchThrowable(proven::profile)).isInstanceOf(ProviderUnavailable.class);

    // Less than five seconds and a whole deadline, with room for a machine that is busy.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(deadline, Duration.ofMillis(12_500));
  }

  /** A slow response; only the adapter waits for it. */
  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
