package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-19: whoever hands in a code, and however often, WeChat sees it once. */
@Timeout(60)
class DoubleSubmitTest {

  private StubWeChat stub;
  private InstalledAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.at(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  @Test
  void of_fifty_callers_with_one_code_one_gets_in_and_wechat_is_asked_once() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Authentication>> logins;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      logins =
          IntStream.range(0, 50)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return adapter.login(i % 2 == 0 ? "app" : "web", "one code");
                  }))
              .toList();
      start.countDown();
    }

    assertThat(logins).filteredOn(login -> login.state() == Future.State.SUCCESS).hasSize(1);
    assertThat(logins)
        .filteredOn(login -> login.state() == Future.State.FAILED)
        .hasSize(49)
        .extracting(Future::exceptionNow)
        .hasOnlyElementsOfType(CredentialRejected.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @Test
  void a_code_is_encoded_once() throws LoginException {
    adapter.login("a%26b&c+d e{f}");

    assertThat(stub.targets())
        .singleElement()
        .asString()
        .endsWith("&code=a%2526b%26c%2Bd+e%7Bf%7D&grant_type=authorization_code");
  }

  /** WeChat may have spent it; asking again would only turn an outage into "bad code" later. */
  @Test
  void a_code_whose_exchange_broke_off_is_spent() {
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.reset());

    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);
    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(CredentialRejected.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @Test
  void a_code_that_an_open_breaker_held_back_is_still_good() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    IntStream.range(0, Breakers.FEWEST).forEach(_ -> adapter.failedLogin());
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);

    adapter.clock.advance(CallFailure.RETRY_SOON.plusMillis(1));

    assertThat(adapter.login("code").identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void a_code_for_which_there_was_no_room_is_still_good() throws Exception {
    InstalledAdapter narrow = InstalledAdapter.at(stub.baseUrl(), 1);
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    stub.answersNext(
        StubWeChat.EXCHANGE,
        client -> {
          arrived.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          StubWeChat.whole(200, Answers.TOKEN).to(client);
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Authentication> first = threads.submit(() -> narrow.login());
      arrived.await();
      assertThat(narrow.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);
      release.countDown();
      first.get();
    }

    assertThat(narrow.login("code").identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void a_code_that_found_nobody_at_wechats_address_is_still_good() {
    InstalledAdapter lonely = InstalledAdapter.at("http://127.0.0.1:1");

    for (int i = 0; i < 2; i++) {
      assertThat(lonely.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);
    }
    assertThat(lonely.calls(Endpoint.EXCHANGE, Outcome.UNREACHABLE)).isEqualTo(2);
  }

  @Test
  void a_code_for_an_unknown_channel_is_still_good() throws LoginException {
    assertThat(adapter.failedLogin("mini", "code"))
        .isInstanceOf(LoginException.UnknownChannel.class);

    assertThat(adapter.login("code").identity().identification()).isEqualTo("UNIONID");
  }
}
