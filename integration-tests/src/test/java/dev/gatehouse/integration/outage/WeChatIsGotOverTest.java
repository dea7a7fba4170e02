package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SEC-13, SEC-19, SEC-20: what of a WeChat that misbehaves is not noticed, or not for long. */
class WeChatIsGotOverTest extends MisbehaviourSetting {

  static Stream<Fault> oddities() {
    return Stream.of(
        Fault.errcodeZero(),
        Fault.escapedSlashes(),
        Fault.controlCharacters(),
        Fault.invalidUtf8(),
        Fault.blankBeforeUnionId(),
        Fault.huge(60_000),
        Fault.field("expires_in", "\"soon\""),
        Fault.field("sex", "{\"a\":[null]}"),
        Fault.latency(Duration.ofMillis(50)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void what_is_only_odd_is_read_over(Fault fault) {
    weChat().always(EXCHANGE, fault);
    weChat().always(USERINFO, fault);

    assertThat(login(person()).status()).isEqualTo(201);
  }

  @Test
  void a_hiccup_of_the_profile_is_got_over() {
    weChat().next(USERINFO, Fault.html(502));

    assertThat(login(person()).status()).isEqualTo(201);
  }

  /** The price of never sending twice: one login, and its code. */
  @Test
  void a_connection_that_wechat_has_closed_costs_one_login_at_most() {
    weChat().next(USERINFO, Fault.closeAfterwards());

    assertThat(login(person()).status()).isEqualTo(201);
    assertThat(login(person()).status()).isIn(201, 503);
    assertThat(login(person()).status()).isEqualTo(201);
    assertThat(weChat().callCount(EXCHANGE)).isLessThanOrEqualTo(3);
  }

  @Test
  void a_returning_user_does_not_need_the_profile() {
    String person = person();
    login(person);
    weChat().always(USERINFO, Fault.hang());

    assertThat(login(person).status()).isEqualTo(200);
  }

  @Test
  void while_wechat_fails_a_login_is_refused_without_asking_it_and_the_code_stays_good() {
    weChat().always(EXCHANGE, Fault.html(502));
    IntStream.range(0, 60).forEach(_ -> login(person()));
    long asked = weChat().callCount(EXCHANGE);
    String code = weChat().codeFor(person(), "app");

    Answer refused = calls().login("WX", "app", code);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("provider_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(asked);

    weChat().clearFaults();
    CLOCK.advance(Duration.ofSeconds(6));

    assertThat(calls().login("WX", "app", code).status()).isEqualTo(201);
  }

  /** A double click. */
  @Test
  void of_two_posts_of_one_code_at_one_moment_one_reaches_wechat() throws Exception {
    weChat().always(EXCHANGE, Fault.latency(Duration.ofMillis(300)));
    String code = weChat().codeFor(person(), "app");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 10)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    return calls().login("WX", "app", code);
                  }))
              .toList();
      start.countDown();
    }

    assertThat(answers).filteredOn(answer -> answer.resultNow().status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.resultNow().status() != 201)
        .hasSize(9)
        .allMatch(answer -> answer.resultNow().code().equals("credential_rejected"));
    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
  }
}
