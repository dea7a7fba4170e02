package dev.gatehouse.adapter.phone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two gateways in order, and the breaker and the log of one. */
class SmsGatewaysTest extends GatewayTestBase {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<String> sent = new ArrayList<>();
  private final SmsGateway second =
      (to, message) -> {
        sent.add(message.variables().get("code"));
        return new Handover.Taken("");
      };

  @Test
  void the_second_gateway_sends_the_same_code_if_the_first_certainly_did_not() throws Exception {
    SmsGateway misconfigured = failing(new ProviderMisconfigured("no money"));
    SmsGateway unavailable = failing(new ProviderUnavailable("away", Duration.ofSeconds(1)));

    assertThat(SmsGateways.inOrder(List.of(misconfigured, second)).send(PHONE, MESSAGE))
        .isEqualTo(new Handover.Taken(""));
    SmsGateways.inOrder(List.of(unavailable, second)).send(PHONE, MESSAGE);

    assertThat(sent).containsExactly("012345", "012345");
  }

  @Test
  void the_second_gateway_sends_nothing_if_the_first_may_have_sent() throws LoginException {
    SmsGateway open = (to, message) -> new Handover.Unknown();

    assertThat(SmsGateways.inOrder(List.of(open, second)).send(PHONE, MESSAGE))
        .isEqualTo(new Handover.Unknown());
    assertThat(sent).isEmpty();
  }

  @Test
  void the_second_gateway_sends_nothing_if_the_number_is_the_reason() {
    SmsGateway blocked =
        failing(new InvalidCredential("phone", InvalidCredential.Reason.UNREACHABLE));
    SmsGateway limited = failing(new TooManyAttempts("too many", Duration.ofMinutes(1)));

    assertThatThrownBy(() -> SmsGateways.inOrder(List.of(blocked, second)).send(PHONE, MESSAGE))
        .isInstanceOf(InvalidCredential.class);
    assertThatThrownBy(() -> SmsGateways.inOrder(List.of(limited, second)).send(PHONE, MESSAGE))
        .isInstanceOf(TooManyAttempts.class);
    assertThat(sent).isEmpty();
  }

  @Test
  void the_failure_of_the_last_gateway_is_the_answer() {
    SmsGateway first = failing(new ProviderMisconfigured("first"));
    SmsGateway last = failing(new ProviderUnavailable("last", Duration.ofSeconds(1)));

    assertThatThrownBy(() -> SmsGateways.inOrder(List.of(first, last)).send(PHONE, MESSAGE))
        .hasMessage("last");
  }

  @Test
  void a_gateway_that_leaves_messages_open_is_held_back_until_it_answers() throws LoginException {
    Handover[] handover = {new Handover.Unknown()};
    SettableClock clock = new SettableClock();
    SmsGateway guarded =
        new GuardedGateway("http", (to, message) -> handover[0], clock, metrics, (_, _) -> {});
    for (int i = 0; i < 10; i++) {
      guarded.send(PHONE, MESSAGE);
    }

    assertThatThrownBy(() -> guarded.send(PHONE, MESSAGE))
        .isInstanceOf(ProviderUnavailable.class)
        .hasMessageContaining("held back");
    assertThat(count("unknown")).isEqualTo(10);
    assertThat(count("held_back")).isEqualTo(1);
    assertThat(metrics.get("gatehouse.sms.breaker.open").gauge().value()).isEqualTo(1);

    clock.now = clock.now.plusSeconds(31);
    handover[0] = new Handover.Taken("");
    assertThat(guarded.send(PHONE, MESSAGE)).isEqualTo(new Handover.Taken(""));
    assertThat(guarded.send(PHONE, MESSAGE)).isEqualTo(new Handover.Taken(""));
    assertThat(count("taken")).isEqualTo(2);
  }

  @Test
  void refusals_do_not_hold_a_gateway_back() {
    SmsGateway guarded =
        new GuardedGateway(
            "http",
            failing(new TooManyAttempts("often", Duration.ofMinutes(1))),
            CLOCK,
            metrics,
            (_, _) -> {});

    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() -> guarded.send(PHONE, MESSAGE)).isInstanceOf(TooManyAttempts.class);
    }
    assertThat(count("limited")).isEqualTo(30);
  }

  /** SEC-21. */
  @Test
  void no_number_code_or_secret_is_logged_at_trace() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
    try {
      SmsGateways.Parts parts =
          new SmsGateways.Parts(http, failures, CLOCK, metrics, () -> "nonce", (_, _) -> {});
      SmsGateway aliyun =
          parts.aliyun(new AliyunSettings(stub.url(), "key", "planted-secret", "签名", "SMS_1"));
      SmsGateway away =
          parts.http(new HttpSettings(URI.create("http://127.0.0.1:1/"), "planted-token"));
      for (String body :
          List.of(
              "{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"+8613800138000 012345\"}",
              "{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"13800138000\"}",
              "{\"Code\":\"13800138000 \\n012345 x\"}",
              "nonsense 012345")) {
        stub.answer(StubGateway.json(200, body));
        attempt(aliyun);
      }
      attempt(away);
    } finally {
      root.setLevel(before);
      root.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("gatehouse.phone.aliyun.access-key-secret"))
        .noneMatch(line -> line.contains("012345"))
        .noneMatch(line -> line.contains("138001"))
        .noneMatch(line -> line.contains("planted"));
  }

  private void attempt(SmsGateway gateway) {
    try {
      gateway.send(PHONE, MESSAGE);
    } catch (LoginException expected) {
      assertThat(String.valueOf(expected)).doesNotContain("012345", "138001", "planted");
    }
  }

  private double count(String outcome) {
    return metrics.get("gatehouse.sms.sends").tag("outcome", outcome).counter().count();
  }

  private static SmsGateway failing(LoginException failure) {
    return (PhoneNumber to, SmsMessage message) -> {
      throw failure;
    };
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-11-29T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
