package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGatewayTest extends GatewayTestBase {

  private final SmsGateway gateway = gateway(http);

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void a_message_is_sent_once_with_the_token(int status) throws LoginException {
    stub.answer(StubGateway.json(status, ""));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Taken(""));

    assertThat(stub.requests()).hasSize(1);
    StubGateway.Request request = stub.requests().getFirst();
    assertThat(request.headers().getFirst("Authorization")).isEqualTo("Bearer the-token");
    assertThat(request.body())
        .contains(
            "\"to\":\"+8613800138000\"",
            "\"purpose\":\"login\"",
            "\"code\":\"012345\"",
            "\"minutes\":\"5\"",
            "\"language\":\"zh\"",
            "\"reference\":\"a1\"");
  }

  @Test
  void too_many_messages_for_a_number_is_passed_on() {
    stub.answer(StubGateway.json(429, ""));

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE)).isInstanceOf(TooManyAttempts.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 422})
  void a_problem_is_a_refusal_for_the_operator(int status) {
    stub.answer(StubGateway.text(status, "application/problem+json; charset=utf-8", "{}"));

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE))
        .isInstanceOf(ProviderMisconfigured.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404, 408, 500, 503})
  void any_other_answer_leaves_it_open(int status) throws LoginException {
    stub.answer(StubGateway.text(status, "text/html", "<html>"));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void a_gateway_without_a_listener_certainly_did_not_send() {
    stub.close();

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE)).isInstanceOf(ProviderUnavailable.class);
  }

  @Test
  void a_connection_that_ends_before_the_answer_leaves_it_open() throws LoginException {
    stub.answer(exchange -> exchange.close());

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  @Timeout(20)
  void an_answer_that_never_ends_is_given_up_at_the_deadline() throws LoginException {
    CountDownLatch done = new CountDownLatch(1);
    stub.answer(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write("{".getBytes(UTF_8));
      exchange.getResponseBody().flush();
      await(done);
    });

    try (HttpTransport hasty = new HttpTransport(Duration.ofSeconds(2), Duration.ofMillis(300))) {
      assertThat(gateway(hasty).send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    } finally {
      done.countDown();
    }
  }

  @Test
  @Timeout(20)
  void an_answer_of_ten_megabytes_is_not_read_to_its_end() throws LoginException {
    stub.answer(StubGateway.json(500, "x".repeat(10 * 1024 * 1024)));

    assertThat(gateway.send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
  }

  private SmsGateway gateway(HttpTransport transport) {
    return new HttpGateway(new HttpSettings(stub.url(), "the-token"), transport, failures);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
