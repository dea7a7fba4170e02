package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
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
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-20: a WeChat that fails or hangs is left alone, and takes nobody down with it. */
@Timeout(60)
class CallGuardTest {

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

  @Test
  void while_wechat_fails_nobody_bothers_it_and_everybody_is_told_when_to_come_back() {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.FEWEST);

    LoginException ending = adapter.failedLogin();

    assertThat(ending)
        .isInstanceOfSatisfying(
            ProviderUnavailable.class, e -> assertThat(e.retryAfter()).isEqualTo(OPEN_FOR));
    assertThat(stub.calls()).hasSize(Breakers.FEWEST);
    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(adapter.calls(Endpoint.EXCHANGE, Outcome.BREAKER_OPEN)).isEqualTo(1);
  }

  @Test
  void one_probe_finds_wechat_back_and_all_may_go_again() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.FEWEST + 5);
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));

    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");

    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "closed")).isTrue();
  }

  @Test
  void one_probe_finds_wechat_still_failing_and_the_others_are_held_back() {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.FEWEST);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));

    failedLogins(5);

    assertThat(stub.calls()).hasSize(Breakers.FEWEST + 1);
  }

  @Test
  void while_the_probe_is_out_the_others_are_held_back() throws Exception {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.FEWEST);
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

    assertThat(stub.calls()).hasSize(Breakers.FEWEST + 1);
  }

  @Test
  void the_operator_hears_of_the_beginning_and_of_the_end() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 502, "");
    failedLogins(Breakers.FEWEST + 5);
    for (int i = 0; i < 3; i++) {
      adapter.clock.advance(OPEN_FOR.plusMillis(1));
      failedLogins(3);
    }
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    adapter.clock.advance(OPEN_FOR.plusMillis(1));
    adapter.login();

    assertThat(log.lines(Level.WARN))
        .filteredOn(line -> line.startsWith("WeChat is"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WeChat is failing (exchange)"),
            line -> assertThat(line).startsWith("WeChat is back (exchange)"));
  }

  /** Or else anybody could lock everybody out. */
  @ParameterizedTest
  @ValueSource(ints = {40029, 40163, 40226, 40125, 40013, 45009, 45011, 42001, 99999})
  void what_wechat_refuses_is_no_failure_of_wechat(int errcode) {
    stub.answers(StubWeChat.EXCHANGE, 200, "{\"errcode\":" + errcode + "}");

    failedLogins(Breakers.WINDOW);

    assertThat(stub.calls()).hasSize(Breakers.WINDOW);
    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "closed")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"errcode\":-1}", "<html>", ""})
  void what_is_no_answer_is_a_failure_of_wechat(String body) {
    stub.answers(StubWeChat.EXCHANGE, 200, body);

    failedLogins(Breakers.FEWEST + 1);

    assertThat(stub.calls()).hasSize(Breakers.FEWEST);
  }

  /** Otherwise one person could lock out all others with 30 logins. */
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
  void a_profile_that_cannot_be_used_is_no_failure_of_wechat(String userInfo)
      throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, userInfo);

    for (int i = 0; i < Breakers.WINDOW; i++) {
      assertThatIsUnavailable(adapter.login()::profile);
    }

    assertThat(adapter.breakerIs(Endpoint.USERINFO, "closed")).isTrue();
    assertThat(adapter.calls(Endpoint.USERINFO, Outcome.MALFORMED)).isEqualTo(Breakers.WINDOW);
  }

  @Test
  void a_wechat_that_breaks_off_is_failing() {
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.reset());

    failedLogins(Breakers.FEWEST);

    assertThat(adapter.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(adapter.calls(Endpoint.EXCHANGE, Outcome.BROKEN)).isEqualTo(Breakers.FEWEST);
  }

  @Test
  void a_wechat_that_is_not_there_is_failing() {
    InstalledAdapter lonely = InstalledAdapter.at("http://127.0.0.1:1");

    IntStream.range(0, Breakers.FEWEST).forEach(_ -> lonely.failedLogin());

    assertThat(lonely.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(lonely.calls(Endpoint.EXCHANGE, Outcome.UNREACHABLE)).isEqualTo(Breakers.FEWEST);
  }

  @Test
  void a_wechat_that_hangs_is_failing() {
    InstalledAdapter impatient = InstalledAdapter.impatientAt(stub.baseUrl());
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.hang());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, Breakers.FEWEST).forEach(_ -> threads.execute(impatient::failedLogin));
    }

    assertThat(impatient.breakerIs(Endpoint.EXCHANGE, "open")).isTrue();
    assertThat(impatient.calls(Endpoint.EXCHANGE, Outcome.TIMED_OUT)).isEqualTo(Breakers.FEWEST);
  }

  @Test
  void people_whom_we_know_get_in_while_wechat_gives_no_profiles() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
    stub.answers(StubWeChat.USERINFO, 502, "");
    for (int i = 0; i < Breakers.FEWEST; i++) {
      assertThatIsUnavailable(adapter.login()::profile);
    }

    assertThat(adapter.breakerIs(Endpoint.USERINFO, "open")).isTrue();
    assertThat(adapter.login().identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void more_calls_than_agreed_are_refused_at_once() throws Exception {
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

  /** A permission that is not given back would one day close the door for good. */
  @Test
  void every_way_to_fail_gives_its_permission_back() {
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
      StubWeChat.whole(200, Answers.TOKEN).to(client);
    };
  }

  private static void assertThatIsUnavailable(ThrowingCallable call) {
    assertThat(catchThrowable(call)).isInstanceOf(ProviderUnavailable.class);
  }
}
