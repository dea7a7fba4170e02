package dev.gatehouse.adapter.wechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Endpoint;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
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

/** SEC-19: WeChat receives a code once, however many clients send it. */
@Timeout(60)
class DoubleSubmitTest {

  private StubWeChat stub;
  private InstalledAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.at(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  @Test
  void exactly_one_of_fifty_clients_with_one_code_logs_in_and_wechat_gets_one_request()
      throws Exception {
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

  /** WeChat may have used the code up. A second try would report the outage as a bad code. */
  @Test
  void a_code_whose_exchange_broke_off_is_used() {
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.reset());

    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);
    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(CredentialRejected.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @Test
  void a_code_refused_by_an_open_breaker_is_still_valid() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    IntStream.range(0, 50).forEach(_ -> adapter.failedLogin());
    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    assertThat(adapter.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);

    adapter.clock.advance(CallFailure.RETRY_SOON.plusMillis(1));

    assertThat(adapter.login("code").identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void a_code_refused_by_the_limit_of_calls_is_still_valid() throws Exception {
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
          StubWeChat.whole(200, Responses.TOKEN).to(client);
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
  void a_code_for_an_unreachable_wechat_is_still_valid() {
    InstalledAdapter unreachable = InstalledAdapter.at("http://127.0.0.1:1");

    for (int i = 0; i < 2; i++) {
      assertThat(unreachable.failedLogin("app", "code")).isInstanceOf(ProviderUnavailable.class);
    }
    assertThat(unreachable.calls(Endpoint.EXCHANGE, Outcome.UNREACHABLE)).isEqualTo(2);
  }

  @Test
  void a_code_for_an_unknown_channel_is_still_valid() throws LoginException {
    assertThat(adapter.failedLogin("unknowns", "code"))
        .isInstanceOf(LoginException.UnknownChannel.class);

    assertThat(adapter.login("code").identity().identification()).isEqualTo("UNIONID");
  }
}
