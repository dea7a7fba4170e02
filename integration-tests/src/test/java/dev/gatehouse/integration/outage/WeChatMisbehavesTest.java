package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.wechatsimulator.fault.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * SEC-13, SEC-19, SEC-20: logins before a WeChat that refuses, fails and talks nonsense. Each row
 * says what a client gets, and how often WeChat was asked; no user is ever registered.
 */
class WeChatMisbehavesTest extends MisbehaviourSetting {

  @Autowired private InMemoryUserRepository users;

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(Fault.errcode(40029), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcode(40163), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcodeAsText(40029), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcode(40226), 403, "account_restricted", 1),
        Arguments.of(Fault.errcode(40013), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(40125), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(48001), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(41002), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.status(412), 502, "provider_misconfigured", 1),
        unavailable(Fault.errcode(45009), 1),
        unavailable(Fault.errcode(45011), 1),
        unavailable(Fault.errcode(42001), 1),
        unavailable(Fault.errcode(99999), 1),
        unavailable(Fault.errcode(-1), 2),
        unavailable(Fault.errcode(-1).afterActing(), 2));
  }

  static Stream<Arguments> misbehaviours() {
    return Stream.of(
        unavailable(Fault.hang(), 1),
        unavailable(Fault.latency(Duration.ofSeconds(20)), 1),
        unavailable(Fault.trickle(Duration.ofMillis(200)), 1),
        unavailable(Fault.resetBeforeReading(), 2),
        unavailable(Fault.resetAfterReading(), 2),
        unavailable(Fault.closeUnanswered(), 2),
        unavailable(Fault.truncated(), 2),
        unavailable(Fault.html(502), 2),
        unavailable(Fault.html(200), 1),
        unavailable(Fault.html(404), 1),
        unavailable(Fault.status(503), 2),
        unavailable(Fault.empty(), 1),
        unavailable(Fault.huge(70_000), 1),
        unavailable(Fault.redirect("/sns/userinfo"), 1),
        unavailable(Fault.body("{\"x\":" + "[".repeat(20_000)), 1),
        unavailable(Fault.body("null"), 1),
        unavailable(Fault.field("openid", "[\"x\"]"), 1),
        unavailable(Fault.field("openid", "\"another person entirely\""), 1),
        unavailable(Fault.field("unionid", "{}"), 1),
        unavailable(Fault.field("errcode", "\"none\""), 1));
  }

  /** For the profile WeChat may be asked twice, for a code never. */
  private static Arguments unavailable(Fault fault, int profileCalls) {
    return Arguments.of(fault, 503, "provider_unavailable", profileCalls);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "misbehaviours"})
  void an_exchange_that_goes_wrong(Fault fault, int status, String code, int profileCalls) {
    weChat().always(EXCHANGE, fault);

    assertFailsAndWritesNothing(status, code);

    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
    assertThat(weChat().callCount(USERINFO)).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "misbehaviours"})
  void a_profile_that_goes_wrong(Fault fault, int status, String code, int profileCalls) {
    weChat().always(USERINFO, fault);

    assertFailsAndWritesNothing(status, code);

    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
    assertThat(weChat().callCount(USERINFO)).isEqualTo(profileCalls);
  }

  private void assertFailsAndWritesNothing(int status, String code) {
    int before = users.size();

    Answer answer = login(person());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Retry-After")).matches(status == 503 ? "[1-9]\\d*" : "");
    assertThat(answer.http().body()).doesNotContainIgnoringCase("errcode", "rid", "invalid code");
    assertThat(users.size()).isEqualTo(before);
  }
}
