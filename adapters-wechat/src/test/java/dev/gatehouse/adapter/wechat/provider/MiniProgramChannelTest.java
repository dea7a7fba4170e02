package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import dev.gatehouse.adapter.wechat.AdapterLog;
import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mini programs (reference wechat-more, section 1). */
class MiniProgramChannelTest extends IdentityProviderContract {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator weChat = WECHAT.simulator();

  @Override
  protected IdentityProvider provider() {
    return providerAt(weChat.baseUrl().toString(), false);
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    return providerAt("http://127.0.0.1:1", false);
  }

  @Override
  protected Credential credentialOf(Person person) {
    return credential(
        weChat.codeFor(
            switch (person) {
              case ONE -> "xiaoming";
              case ANOTHER -> "lilei";
            },
            "mini"));
  }

  /** WeChat gives none. */
  @Override
  protected String nameOf(Person person) {
    return "";
  }

  @Override
  protected Credential refusedCredential() {
    return credential("0a1B2c3D4e5F6g7H");
  }

  @Test
  void a_login_costs_one_call_and_the_profile_none() throws LoginException {
    Authentication proven = provider().authenticate(credentialOf(Person.ONE));

    assertThat(proven.profile()).isEqualTo(Profile.EMPTY);
    assertThat(proven.identity().identification()).isEqualTo(weChat.unionId("xiaoming"));
    assertThat(weChat.calls())
        .extracting(RecordedCall::endpoint)
        .containsExactly(WeChatEndpoint.JSCODE2SESSION);
  }

  static Stream<Fault> whatSomeResponsesHave() {
    return Stream.of(
        Fault.errcodeZero(), Fault.field("expires_in", "7200"), Fault.blankBeforeUnionId());
  }

  @ParameterizedTest
  @MethodSource("whatSomeResponsesHave")
  void the_shapes_of_responses_do_not_matter(Fault shape) throws LoginException {
    weChat.next(WeChatEndpoint.JSCODE2SESSION, shape);

    assertThat(provider().authenticate(credentialOf(Person.ONE)).identity().identification())
        .isEqualTo(weChat.unionId("xiaoming"));
  }

  /** SEC-12. */
  @Test
  void a_program_that_is_not_bound_has_no_identities_and_the_log_says_where_to_bind_it() {
    try (AdapterLog log = new AdapterLog()) {
      assertThatThrownBy(() ->
              provider()
                  .authenticate(credential(weChat.codeFor(SamplePeople.NO_UNION_ID.key(), "mini"))))
          .isInstanceOf(LoginException.IdentityIncomplete.class);

      assertThat(log.lines(Level.ERROR))
          .singleElement()
          .asString()
          .contains("gatehouse.wechat.apps.mini.id", "绑定关系 > 小程序");
    }
  }

  /** SEC-19. */
  @Test
  void a_code_is_sent_once() throws LoginException {
    IdentityProvider provider = provider();
    Credential credential = credentialOf(Person.ONE);
    provider.authenticate(credential);

    assertThatThrownBy(() -> provider.authenticate(credential))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThat(weChat.callCount(WeChatEndpoint.JSCODE2SESSION)).isEqualTo(1);
  }

  @Test
  void the_code_of_another_app_is_refused() {
    assertThatThrownBy(() -> provider().authenticate(credential(weChat.codeFor("xiaoming", "app"))))
        .isInstanceOf(LoginException.CredentialRejected.class);
  }

  /** accounts.md 3, case 24. */
  @Test
  void a_silent_proof_confirms_nothing_unless_the_operator_allows_it() throws LoginException {
    IdentityProvider allowed = providerAt(weChat.baseUrl().toString(), true);

    assertThat(provider().authenticate(credentialOf(Person.ONE)).mayConfirm()).isFalse();
    assertThat(allowed.authenticate(credentialOf(Person.ONE)).mayConfirm()).isTrue();
  }

  private IdentityProvider providerAt(String baseUrl, boolean confirmByMini) {
    Duration time = Duration.ofSeconds(5);
    WeChatProperties properties =
        TestSettings.of(
            baseUrl,
            Map.of("mini", TestSettings.app(weChat.appId("mini"), weChat.secret("mini"))),
            time,
            time,
            2000);
    Clock clock = Clock.systemUTC();
    return new WeChatProviders(
            properties,
            WeChatAutoConfiguration.transport(properties),
            new ResilientCalls(2000, clock, new SimpleMeterRegistry(), ObservationRegistry.NOOP),
            clock,
            confirmByMini)
        .of(new LoginMethod("WX"));
  }

  private static Credential credential(String code) {
    return new Credential(new LoginMethod("WX"), Map.of("channel", "mini", "code", code));
  }
}
