package dev.gatehouse.adapter.phone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.SmsSimulator;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All gateways against the simulator, which checks their signatures. */
class VendorSimulatorTest {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();

  private static final PhoneNumber PHONE = new PhoneNumber("+8613800138000", "CN");
  private static final SmsMessage MESSAGE =
      new SmsMessage("login", Map.of("code", "012345", "minutes", "5"), Locale.CHINESE, "a1");

  private final HttpTransport http =
      new HttpTransport(Duration.ofSeconds(2), Duration.ofSeconds(3));
  private final FailureLog failures = new FailureLog(Clock.systemUTC());

  /** The vendors whose form the simulator speaks. */
  enum Kind {
    ALIYUN,
    TENCENT,
    HTTP
  }

  @AfterEach
  void close() {
    http.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_signed_message_is_accepted_once(Kind kind) throws LoginException {
    assertThat(gateway(kind).send(PHONE, MESSAGE)).isInstanceOf(Handover.Taken.class);

    assertThat(SMS.simulator().inbox("+8613800138000")).hasSize(1);
    assertThat(SMS.simulator().latestCode("+8613800138000")).isEqualTo("012345");
    assertThat(SMS.simulator().inbox("+8613800138000").getFirst().reference()).isEqualTo("a1");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_wrong_secret_is_for_the_operator(Kind kind) {
    assertThatThrownBy(() ->
            gateway(kind, "wrong", Clock.systemUTC(), VendorSimulatorTest::nonce)
                .send(PHONE, MESSAGE))
        .isInstanceOf(ProviderMisconfigured.class);
    assertThat(SMS.simulator().accepted()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ALIYUN", "TENCENT"})
  void a_clock_that_is_wrong_is_for_the_operator(Kind kind) {
    assertThatThrownBy(() ->
            gateway(kind, "", new TestClock(), VendorSimulatorTest::nonce).send(PHONE, MESSAGE))
        .isInstanceOf(ProviderMisconfigured.class);
  }

  @Test
  void a_nonce_that_was_used_is_refused() throws LoginException {
    SmsGateway gateway = gateway(Kind.ALIYUN, "", Clock.systemUTC(), () -> "the same nonce");
    gateway.send(PHONE, MESSAGE);

    assertThatThrownBy(() -> gateway.send(PHONE, MESSAGE))
        .isInstanceOf(ProviderMisconfigured.class)
        .hasMessageContaining("SignatureNonceUsed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ALIYUN", "TENCENT"})
  void the_limits_of_a_vendor_are_passed_on(Kind kind) throws LoginException {
    SMS.simulator().keepVendorLimits(true);
    gateway(kind).send(PHONE, MESSAGE);

    assertThatThrownBy(() -> gateway(kind).send(PHONE, MESSAGE))
        .isInstanceOf(TooManyAttempts.class);
    assertThat(SMS.simulator().accepted()).isEqualTo(1);
  }

  /** Reference, section 4.2: of Aliyun in rolling hours, of Tencent by the calendar of China. */
  @Test
  void tencent_counts_its_daily_limit_by_the_day_in_china_and_aliyun_by_rolling_hours()
      throws LoginException {
    SmsSimulator simulator = SMS.simulator();
    simulator.keepVendorLimits(true);
    simulator.advanceTo(nextMidnightInChina().minusSeconds(600));
    for (int i = 0; i < 2; i++) {
      gateway(Kind.TENCENT, "", simulatedTime(), VendorSimulatorTest::nonce).send(PHONE, MESSAGE);
      simulator.advance(Duration.ofSeconds(31));
    }
    for (int i = 0; i < 5; i++) {
      gateway(Kind.ALIYUN, "", simulatedTime(), VendorSimulatorTest::nonce).send(PHONE, MESSAGE);
      simulator.advance(Duration.ofSeconds(i == 4 ? 0 : 61));
      if (i == 0) {
        assertThatThrownBy(() ->
                gateway(Kind.TENCENT, "", simulatedTime(), VendorSimulatorTest::nonce)
                    .send(PHONE, MESSAGE))
            .isInstanceOf(TooManyAttempts.class);
        simulator.advanceTo(nextMidnightInChina().plusSeconds(1));
      }
    }

    gateway(Kind.TENCENT, "", simulatedTime(), VendorSimulatorTest::nonce).send(PHONE, MESSAGE);
    simulator.advance(Duration.ofSeconds(61));
    assertThatThrownBy(() ->
            gateway(Kind.ALIYUN, "", simulatedTime(), VendorSimulatorTest::nonce)
                .send(PHONE, MESSAGE))
        .isInstanceOf(TooManyAttempts.class);
  }

  private Instant nextMidnightInChina() {
    ZoneId china = ZoneId.of("Asia/Shanghai");
    return simulatedTime()
        .instant()
        .atZone(china)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay(china)
        .toInstant();
  }

  private static Clock simulatedTime() {
    return SMS.simulator().clock();
  }

  /** The message was sent, so it must not be sent again. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_lost_answer_leaves_it_open_and_sends_one_message(Kind kind) throws LoginException {
    for (Fault fault : List.of(Fault.lostAnswer(), Fault.lateAnswer(Duration.ofSeconds(10)))) {
      SMS.simulator().reset();
      SMS.simulator().onNextCall(fault);

      assertThat(gateway(kind).send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
      // The gateway gives up on a simulator that is slow to begin, too.
      await().until(() -> SMS.simulator().accepted() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_answer_that_cannot_be_read_leaves_it_open(Kind kind) throws LoginException {
    for (Fault fault :
        List.of(Fault.truncated(), Fault.html(500), Fault.huge(10 * 1024 * 1024), Fault.closed())) {
      SMS.simulator().onNextCall(fault);

      assertThat(gateway(kind).send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void an_answer_in_chunks_is_an_answer(Kind kind) throws LoginException {
    SMS.simulator().onNextCall(Fault.chunked());

    assertThat(gateway(kind).send(PHONE, MESSAGE)).isInstanceOf(Handover.Taken.class);
    assertThat(SMS.simulator().accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ALIYUN", "TENCENT"})
  void an_answer_that_is_compressed_against_the_request_leaves_it_open(Kind kind)
      throws LoginException {
    SMS.simulator().onNextCall(Fault.gzipped());

    assertThat(gateway(kind).send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(SMS.simulator().accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_gateway_that_stays_silent_leaves_it_open(Kind kind) throws LoginException {
    SMS.simulator().onNextCall(Fault.stalled(Duration.ofSeconds(10)));

    assertThat(gateway(kind).send(PHONE, MESSAGE)).isEqualTo(new Handover.Unknown());
    assertThat(SMS.simulator().accepted()).isZero();
  }

  /** Every known code where the vendor puts it, with its status and body. */
  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ALIYUN", "TENCENT"})
  void each_code_over_the_wire_ends_as_the_table_says(Kind kind) {
    VendorErrors table = kind == Kind.ALIYUN ? VendorErrors.ofAliyun() : VendorErrors.ofTencent();
    assertThat(table.codes()).hasSizeGreaterThan(30);
    for (String code : table.codes()) {
      SMS.simulator().onNextCall(Fault.error(code));

      // A status of 5xx leaves it open, whatever the code.
      Class<?> expected =
          code.equals("ServiceUnavailable")
              ? Handover.Unknown.class
              : expected(table.meaning(code).who());
      assertThat(ending(gateway(kind))).as(code).isEqualTo(expected);
    }
    assertThat(SMS.simulator().accepted()).isZero();
  }

  private static Class<?> ending(SmsGateway gateway) {
    try {
      return gateway.send(PHONE, MESSAGE).getClass();
    } catch (LoginException e) {
      return e.getClass();
    }
  }

  private static Class<?> expected(VendorErrors.Who who) {
    return switch (who) {
      case NUMBER -> InvalidCredential.class;
      case LIMIT -> TooManyAttempts.class;
      case SETUP, QUOTA, BUG -> ProviderMisconfigured.class;
      case VENDOR -> ProviderUnavailable.class;
      case UNCERTAIN -> Handover.Unknown.class;
    };
  }

  @Test
  void an_error_of_the_number_alone_is_no_success() {
    SMS.simulator().onNextCall(Fault.error("LimitExceeded.PhoneNumberDailyLimit"));

    assertThatThrownBy(() -> gateway(Kind.TENCENT).send(PHONE, MESSAGE))
        .isInstanceOf(TooManyAttempts.class);
  }

  private SmsGateway gateway(Kind kind) {
    return gateway(kind, "", Clock.systemUTC(), VendorSimulatorTest::nonce);
  }

  private static String nonce() {
    return UUID.randomUUID().toString();
  }

  private SmsGateway gateway(Kind kind, String wrongSecret, Clock clock, Supplier<String> nonces) {
    SmsSimulator simulator = SMS.simulator();
    return switch (kind) {
      case ALIYUN ->
          new AliyunGateway(
              new AliyunSettings(
                  simulator.url(),
                  setting("aliyun.access-key-id"),
                  setting("aliyun.access-key-secret") + wrongSecret,
                  "阿里云",
                  "SMS_15305"),
              http,
              failures,
              clock,
              nonces);
      case TENCENT ->
          new TencentGateway(
              new TencentSettings(
                  simulator.url(),
                  setting("tencent.secret-id"),
                  setting("tencent.secret-key") + wrongSecret,
                  "ap-guangzhou",
                  "1400006666",
                  "腾讯云",
                  "1110",
                  List.of("code", "minutes")),
              http,
              failures,
              clock);
      case HTTP ->
          new HttpGateway(
              new HttpSettings(
                  URI.create(setting("http.url")), setting("http.token") + wrongSecret),
              http,
              failures);
    };
  }

  private static String setting(String name) {
    return Objects.requireNonNull(SMS.simulator().settings().get("gatehouse.phone." + name));
  }
}
