package dev.gatehouse.adapter.wechat.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import dev.gatehouse.adapter.wechat.AdapterLog;
import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-20: while WeChat fails or hangs, calls end at once and the service stays up. */
@Timeout(60)
class ResilientCallsTest {

  private static final Duration OPEN_FOR = CallFailure.RETRY_SOON;

  private StubWeChat stub;
  private InstalledAdapter adapter;
  private AdapterLog log;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.at(stub.baseUrl());
    log = new AdapterLog();
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    stub.close();
  }

  /** A login that the heap has no room for is refused at once. */
  @ParameterizedTest
  @CsvSource({
    "2000, 384, 2000",
    "10000, 512, 3733",
    "2000, 96, 266",
    "2000, 32, 50",
    "10, 32, 10",
  })
  void no_more_calls_are_in_flight_than_the_heap_has_room_for(int wanted, long heapMb, int most) {
    assertThat(ResilientCalls.mostInFlight(wanted, heapMb * 1_000_000)).isEqualTo(most);
  }

  @Test
  void an_open_breaker_sends_no_call_and_tells_clients_when_to_retry() {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.MIN_CALLS);

    LoginException ending = adapter.failedLogin();

    assertThat(ending)
        .isInstanceOfSatisfying(
            ProviderUnavailable.class, e -> assertThat(e.retryAfter()).isEqualTo(OPEN_FOR));
    assertThat(stub.calls()).hasSize(Breakers.MIN_CALLS);
    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(adapter.calls(Endpoint.EXCHANGE, Outcome.BREAKER_OPEN)).isEqualTo(1);
  }

  @Test
  void a_successful_probe_closes_the_breaker() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.MIN_CALLS + 5);
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));

    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");

    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "closed")).isTrue();
  }

  @Test
  void a_failed_probe_keeps_the_breaker_open() {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.MIN_CALLS);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));

    failedLogins(5);

    assertThat(stub.calls()).hasSize(Breakers.MIN_CALLS + 1);
  }

  @Test
  void other_calls_are_refused_during_a_probe() throws Exception {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.MIN_CALLS);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    stub.answers(StubWeChat.EXCHANGE, heldUntil(arrived, release));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Authentication> probe = threads.submit(() -> adapter.login());
      arrived.await();
      failedLogins(20);
      release.countDown();
      assertThat(probe.get().identity().identification()).isEqualTo("UNIONID");
    }

    assertThat(stub.calls()).hasSize(Breakers.MIN_CALLS + 1);
  }

  @Test
  void the_log_shows_the_beginning_and_the_end_of_an_outage() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.MIN_CALLS + 5);
    for (int i = 0; i < 3; i++) {
      adapter.clock.advance(OPEN_FOR.plusMillis(1));
      failedLogins(3);
    }
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));
    adapter.login();

    assertThat(log.lines(Level.WARN))
        .filteredOn(line -> line.startsWith("WeChat is"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WeChat is failing (exchange)"),
            line -> assertThat(line).startsWith("WeChat is back (exchange)"));
  }

  /** Otherwise one client could lock out all users with invalid codes. */
  @ParameterizedTest
  @ValueSource(ints = {40029, 40163, 40226, 40125, 40013, 45009, 45011, 42001, 99999})
  void a_refusal_by_wechat_is_no_failure_of_wechat(int errcode) {
    stub.answers(StubWeChat.EXCHANGE, 200, "{\"errcode\":" + errcode + "}");

    failedLogins(Breakers.WINDOW);

    assertThat(stub.calls()).hasSize(Breakers.WINDOW);
    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "closed")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"errcode\":-1}", "<html>", ""})
  void an_unusable_response_is_a_failure_of_wechat(String body) {
    stub.answers(StubWeChat.EXCHANGE, 200, body);

    failedLogins(Breakers.MIN_CALLS + 1);

    assertThat(stub.calls()).hasSize(Breakers.MIN_CALLS);
  }

  /** SEC-48: otherwise one person could lock out all others with 30 logins. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"openid\":\"ANOTHER\"}",
        "{\"openid\":\"OPENID\",\"unionid\":\"ANOTHER\"}",
        "{\"openid\":\"\u00B8\"}",
        "{\"openid\":\"OPENID\",\"openid\":\"OPENID\"}",
        "{\"openid\":\"OPENID",
        "{}"
      })
  void a_malformed_profile_is_no_failure_of_wechat(String userInfo) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, userInfo);

    for (int i = 0; i < Breakers.WINDOW; i++) {
      assertThatIsUnavailable(adapter.login()::profile);
    }

    assertThat(adapter.breakerIs(Endpoint.USERINFO, "closed")).isTrue();
    assertThat(adapter.calls(Endpoint.USERINFO, Outcome.MALFORMED)).isEqualTo(Breakers.WINDOW);
  }

  @Test
  void a_broken_connection_is_a_failure_of_wechat() {
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.reset());

    failedLogins(Breakers.MIN_CALLS);

    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(adapter.calls(Endpoint.EXCHANGE, Outcome.BROKEN)).isEqualTo(Breakers.MIN_CALLS);
  }

  @Test
  void an_unreachable_wechat_is_a_failure_of_wechat() {
    InstalledAdapter unreachable = InstalledAdapter.at("http://127.0.0.1:1");

    IntStream.range(0, Breakers.MIN_CALLS).forEach(_ -> unreachable.failedLogin());

    assertThat(unreachable.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(unreachable.calls(Endpoint.EXCHANGE, Outcome.UNREACHABLE))
        .isEqualTo(Breakers.MIN_CALLS);
  }

  @Test
  void a_time_out_is_a_failure_of_wechat() {
    InstalledAdapter impatient = InstalledAdapter.impatientAt(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.hang());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, Breakers.MIN_CALLS).forEach(_ -> threads.execute(impatient::failedLogin));
    }

    assertThat(impatient.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(impatient.calls(Endpoint.EXCHANGE, Outcome.TIMED_OUT)).isEqualTo(Breakers.MIN_CALLS);
  }

  @Test
  void returning_users_log_in_while_wechat_gives_no_profiles() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    stub.answers(StubWeChat.USERINFO, 502, "");
    for (int i = 0; i < Breakers.MIN_CALLS; i++) {
      assertThatIsUnavailable(adapter.login()::profile);
    }

    assertThat(adapter.breakerIs(Endpoint.USERINFO, "open")).isTrue();
    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void calls_beyond_the_limit_are_refused_at_once() throws Exception {
    int most = 3;
    InstalledAdapter small = InstalledAdapter.at(stub.baseUrl(), most);
    CountDownLatch arrived = new CountDownLatch(most);
    CountDownLatch release = new CountDownLatch(1);
    stub.answers(StubWeChat.EXCHANGE, heldUntil(arrived, release));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var held =
          IntStream.range(0, most).mapToObj(_ -> threads.submit(() -> small.login())).toList();
      arrived.await();
      assertThat(small.callsInFlight()).isEqualTo(most);

      assertThat(small.failedLogin()).isInstanceOf(ProviderUnavailable.class);

      release.countDown();
      for (Future<Authentication> login : held) {
        assertThat(login.get().identity().identification()).isEqualTo("UNIONID");
      }
    }
    assertThat(stub.calls()).hasSize(most);
    assertThat(small.calls(Endpoint.EXCHANGE, Outcome.TOO_MANY)).isEqualTo(1);
    assertThat(log.lines(Level.ERROR))
        .singleElement()
        .asString()
        .contains("gatehouse.wechat.max-concurrent");
    assertThat(small.callsInFlight()).isZero();
    assertThat(small.login().identity().identification()).isEqualTo("UNIONID");
  }

  /** Permissions that are not released would in time block every call. */
  @Test
  void every_kind_of_failure_releases_its_permission() {
    InstalledAdapter narrow = InstalledAdapter.impatientAt(stub.baseUrl(), 1);
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.reset());
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.hang());
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.whole(200, "<html>"));
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.whole(302, ""));
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.whole(200, "{\"errcode\":40029}"));
    stub.answers(StubWeChat.EXCHANGE, 502, "");

    IntStream.range(0, 20).forEach(_ -> narrow.failedLogin());

    assertThat(narrow.calls(Endpoint.EXCHANGE, Outcome.TOO_MANY)).isZero();
    assertThat(narrow.callsInFlight()).isZero();
    assertThat(narrow.calls()).isEqualTo(20);
  }

  private void failedLogins(int count) {
    IntStream.range(0, count).forEach(_ -> adapter.failedLogin());
  }

  private static StubWeChat.Reply heldUntil(CountDownLatch arrived, CountDownLatch release) {
    return client -> {
      arrived.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      StubWeChat.whole(200, Responses.TOKEN).to(client);
    };
  }

  private static void assertThatIsUnavailable(ThrowingCallable call) {
    assertThat(catchThrowable(call)).isInstanceOf(ProviderUnavailable.class);
  }
}
