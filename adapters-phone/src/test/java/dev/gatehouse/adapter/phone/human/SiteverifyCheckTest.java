package dev.gatehouse.adapter.phone.human;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.gateway.Call;
import dev.gatehouse.adapter.phone.gateway.FailureLog;
import dev.gatehouse.adapter.phone.human.HumanCheck.Result;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings.When;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteverifyCheckTest {

  private static final HumanCheckSettings SETTINGS =
      new HumanCheckSettings(
          When.SUSPICION,
          "turnstile",
          URI.create("http://127.0.0.1/siteverify"),
          "site",
          "s&cret",
          null,
          List.of());

  private final List<HttpRequest> requests = new ArrayList<>();
  private Call answer = answered(200, "{\"success\":true}");
  private final HumanCheck check =
      new SiteverifyCheck(
          SETTINGS,
          request -> {
            requests.add(request);
            return answer;
          },
          new FailureLog(new TestClock()));

  private static Call answered(int status, String body) {
    return new Call.Answered(status, "application/json", body);
  }

  @Test
  void the_answer_is_checked_by_one_form_with_the_secret() {
    assertThat(check.check("a b+c", "2001:db8::1")).isEqualTo(Result.PASSED);

    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst().headers().firstValue("Content-Type"))
        .contains("application/x-www-form-urlencoded");
    assertThat(body(requests.getFirst()))
        .isEqualTo("secret=s%26cret&response=a+b%2Bc&remoteip=2001%3Adb8%3A%3A1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{\"success\":false}`, FAILED",
        "`{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}`, FAILED",
        "`{\"success\":false,\"error-codes\":[\"invalid-input-secret\"]}`, UNAVAILABLE",
        "`{\"success\":\"true\"}`, UNAVAILABLE",
        "`[]`, UNAVAILABLE",
        "`<html>`, UNAVAILABLE",
        "``, UNAVAILABLE"
      })
  void anything_but_a_success_does_not_pass(String body, Result expected) {
    answer = answered(200, body);

    assertThat(check.check("x", "192.0.2.1")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 429, 500})
  void another_status_is_no_answer(int status) {
    answer = answered(status, "{\"success\":true}");

    assertThat(check.check("x", "192.0.2.1")).isEqualTo(Result.UNAVAILABLE);
  }

  @Test
  void a_checker_that_cannot_be_reached_lets_nothing_pass() {
    answer = new Call.NotConnected("ConnectException");

    assertThat(check.check("x", "192.0.2.1")).isEqualTo(Result.UNAVAILABLE);
  }

  @Test
  void each_missing_setting_is_named() {
    assertThat(new HumanCheckSettings(When.SUSPICION, "", null, "", "", null, List.of()).problems())
        .hasSize(4)
        .allMatch(line -> line.startsWith("gatehouse.phone.human-check."));
    assertThat(new HumanCheckSettings(When.NEVER, "", null, "", "", null, List.of()).problems())
        .isEmpty();
  }

  private static String body(HttpRequest request) {
    var text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    request
        .bodyPublisher()
        .orElseThrow()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                text.onSubscribe(subscription);
              }

              @Override
              public void onNext(ByteBuffer bytes) {
                text.onNext(List.of(bytes));
              }

              @Override
              public void onError(Throwable failure) {
                text.onError(failure);
              }

              @Override
              public void onComplete() {
                text.onComplete();
              }
            });
    return text.getBody().toCompletableFuture().join();
  }
}
