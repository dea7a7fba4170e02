package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.gatehouse.adapter.wechat.AdapterLog;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.PhoneNumberProof;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone button of mini programs (reference wechat-more, sections 2 and 3). */
class PhoneNumberTest {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator weChat = WECHAT.simulator();
  private final SettableClock clock = new SettableClock();
  private final WeChatIdentityProvider provider = provider();

  @Test
  void the_token_is_fetched_once_for_many_numbers() throws LoginException {
    assertThat(number("xiaoming")).isEqualTo("+86" + weChat.phoneNumber("xiaoming"));
    assertThat(number("lilei")).isEqualTo("+86" + weChat.phoneNumber("lilei"));

    assertThat(weChat.callCount(WeChatEndpoint.STABLE_TOKEN)).isEqualTo(1);
    assertThat(weChat.callCount(WeChatEndpoint.PHONE_NUMBER)).isEqualTo(2);
  }

  @Test
  void concurrent_calls_fetch_one_token() throws Exception {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      codes.add(weChat.phoneCodeFor("xiaoming", "mini"));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> numbers =
          codes.stream().map(code -> threads.submit(() -> numberFor(code))).toList();
      for (Future<String> number : numbers) {
        assertThat(number.get()).isEqualTo("+86" + weChat.phoneNumber("xiaoming"));
      }
    }

    assertThat(weChat.callCount(WeChatEndpoint.STABLE_TOKEN)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"6899, 1", "6900, 2"})
  void the_token_is_replaced_five_minutes_before_its_end(long seconds, int fetched)
      throws LoginException {
    number("xiaoming");
    clock.advance(Duration.ofSeconds(seconds));

    number("xiaoming");

    assertThat(weChat.callCount(WeChatEndpoint.STABLE_TOKEN)).isEqualTo(fetched);
  }

  @ParameterizedTest
  @ValueSource(ints = {40001, 40014, 42001})
  void a_token_that_wechat_refuses_is_replaced_once_and_the_code_is_still_good(int errcode)
      throws LoginException {
    number("lilei");
    weChat.next(WeChatEndpoint.PHONE_NUMBER, Fault.errcode(errcode));

    assertThat(number("xiaoming")).isEqualTo("+86" + weChat.phoneNumber("xiaoming"));
    assertThat(weChat.callCount(WeChatEndpoint.STABLE_TOKEN)).isEqualTo(2);
  }

  @Test
  void a_second_refusal_ends_the_call() {
    weChat.always(WeChatEndpoint.PHONE_NUMBER, Fault.errcode(40001));

    assertThatThrownBy(() -> number("xiaoming"))
        .isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(weChat.callCount(WeChatEndpoint.PHONE_NUMBER)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, ProviderUnavailable",
    "40029, CredentialRejected",
    "45011, ProviderUnavailable",
    "40013, ProviderMisconfigured",
    "47001, ProviderMisconfigured",
    "44002, ProviderMisconfigured"
  })
  void an_error_ends_as_the_table_says(int errcode, String ending) {
    weChat.next(WeChatEndpoint.PHONE_NUMBER, Fault.errcode(errcode));

    assertThatThrownBy(() -> number("xiaoming"))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(ending));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, ProviderUnavailable, ''",
    "40001, ProviderMisconfigured, gatehouse.wechat.apps.mini.secret",
    "40125, ProviderMisconfigured, gatehouse.wechat.apps.mini.secret",
    "40164, ProviderMisconfigured, 203.0.113.7",
    "45009, ProviderUnavailable, quota"
  })
  void an_error_of_the_token_ends_as_the_table_says(int errcode, String ending, String logged) {
    weChat.always(WeChatEndpoint.STABLE_TOKEN, Fault.errcode(errcode));
    try (AdapterLog log = new AdapterLog()) {
      assertThatThrownBy(() -> number("xiaoming"))
          .hasMessageNotContaining("203.0.113.7")
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(ending));

      if (!logged.isEmpty()) {
        assertThat(log.lines(Level.ERROR)).singleElement().asString().contains(logged);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"purePhoneNumber\":\"13800138000\",\"countryCode\":\"86\",\"watermark\":{\"appid\":\"%s\"}}",
        "{\"purePhoneNumber\":\"13800138000\",\"countryCode\":86,\"watermark\":{\"appid\":\"%s\",\"timestamp\":1}}"
      })
  void the_country_code_is_a_text_or_a_number(String info) throws LoginException {
    weChat.next(
        WeChatEndpoint.PHONE_NUMBER,
        Fault.field("phone_info", info.formatted(weChat.appId("mini"))));

    assertThat(number("xiaoming")).isEqualTo("+8613800138000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"purePhoneNumber\":\"13800138000\",\"countryCode\":\"86\",\"watermark\":{\"appid\":\"wxother\"}}",
        "{\"purePhoneNumber\":\"13800138000\",\"countryCode\":\"86\"}",
        "{\"purePhoneNumber\":\"planted\",\"countryCode\":\"86\",\"watermark\":{\"appid\":\"%s\"}}",
        "[]"
      })
  void a_number_of_another_app_or_of_no_form_is_refused(String info) {
    weChat.next(
        WeChatEndpoint.PHONE_NUMBER,
        Fault.field("phone_info", info.formatted(weChat.appId("mini"))));

    assertThatThrownBy(() -> number("xiaoming"))
        .isInstanceOf(LoginException.ProviderUnavailable.class)
        .hasMessageNotContaining("planted");
  }

  @Test
  void a_code_is_sent_once_and_the_code_of_a_login_is_none() throws LoginException {
    String code = weChat.phoneCodeFor("xiaoming", "mini");
    numberFor(code);

    assertThatThrownBy(() -> numberFor(code)).isInstanceOf(LoginException.CredentialRejected.class);
    assertThatThrownBy(() -> numberFor(weChat.codeFor("xiaoming", "mini")))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThat(weChat.callCount(WeChatEndpoint.PHONE_NUMBER)).isEqualTo(2);
  }

  @Test
  void only_a_mini_program_has_the_button() {
    assertThatThrownBy(() -> provider.phoneNumber(credential("app", "code")))
        .isInstanceOf(LoginException.UnknownChannel.class);
    assertThat(weChat.calls()).isEmpty();
  }

  /** Else a person could hand in the code that another was given. */
  @Test
  void a_number_is_proven_by_the_code_of_a_login_of_the_same_person() throws LoginException {
    PhoneNumberProof proof = new MiniProgramPhoneProof(provider, Set.of("mini"));

    assertThat(proof.channels()).containsExactly("mini");
    assertThat(proof.prove(proof("xiaoming", "xiaoming")))
        .isEqualTo("+86" + weChat.phoneNumber("xiaoming"));
    assertThatThrownBy(() -> proof.prove(proof("xiaoming", "lilei")))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThatThrownBy(() -> proof.prove(credential("mini", "code")))
        .isInstanceOfSatisfying(
            LoginException.InvalidCredential.class,
            e -> assertThat(e.field()).isEqualTo("loginCode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "none"})
  void only_a_mini_program_proves_numbers(String channel) {
    assertThatThrownBy(() -> new MiniProgramPhoneProof(provider, Set.of(channel)))
        .hasMessage(
            "gatehouse.wechat.apps."
                + channel
                + ".phone-proof is for mini programs of login method WX only: remove it");
  }

  private Credential proof(String buttonOf, String loginOf) {
    return new Credential(
        new LoginMethod("P"),
        Map.of(
            "channel",
            "mini",
            "code",
            weChat.phoneCodeFor(buttonOf, "mini"),
            "loginCode",
            weChat.codeFor(loginOf, "mini")));
  }

  private String number(String person) throws LoginException {
    return numberFor(weChat.phoneCodeFor(person, "mini"));
  }

  private String numberFor(String code) throws LoginException {
    return provider.phoneNumber(credential("mini", code));
  }

  private static Credential credential(String channel, String code) {
    return new Credential(new LoginMethod("WX"), Map.of("channel", channel, "code", code));
  }

  private WeChatIdentityProvider provider() {
    Duration time = Duration.ofSeconds(30);
    WeChatProperties properties =
        TestSettings.of(
            weChat.baseUrl().toString(),
            Map.of("mini", app("mini"), "app", app("app")),
            time,
            time,
            2000);
    return WeChatAutoConfiguration.provider(
        properties,
        WeChatAutoConfiguration.transport(properties),
        clock,
        new SimpleMeterRegistry());
  }

  private WeChatProperties.AppSettings app(String channel) {
    return TestSettings.app(weChat.appId(channel), weChat.secret(channel));
  }
}
