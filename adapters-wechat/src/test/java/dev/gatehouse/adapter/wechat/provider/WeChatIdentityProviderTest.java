package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.testkit.IdentityProviderContract;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatIdentityProviderTest extends IdentityProviderContract {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator weChat = WECHAT.simulator();

  @Override
  protected IdentityProvider provider() {
    return providerAt(weChat.baseUrl().toString());
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    return providerAt("http://127.0.0.1:1");
  }

  @Override
  protected Credential credentialOf(Person person) {
    return credential("app", weChat.codeFor(sample(person).key(), "app"));
  }

  @Override
  protected String nameOf(Person person) {
    return sample(person).nickname();
  }

  @Override
  protected Credential refusedCredential() {
    return credential("app", "0a1B2c3D4e5F6g7H");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "app"})
  void the_identification_is_the_unionid_on_every_channel(String channel) throws LoginException {
    Authentication proven = authenticate("xiaoming", channel);

    assertThat(proven.identity().method()).isEqualTo(new LoginMethod("WX"));
    assertThat(proven.identity().identification()).isEqualTo(weChat.unionId("xiaoming"));
  }

  @Test
  void a_login_without_a_profile_costs_one_call() throws LoginException {
    authenticate("xiaoming", "app");

    assertThat(weChat.calls())
        .extracting(RecordedCall::endpoint)
        .containsExactly(WeChatEndpoint.ACCESS_TOKEN);
  }

  @Test
  void a_unionid_that_only_userinfo_gives_is_read_there_once() throws LoginException {
    Authentication proven = authenticate(SamplePeople.LATE_UNION_ID.key(), "app");
    Profile profile = proven.profile();

    assertThat(proven.identity().identification())
        .isEqualTo(weChat.unionId(SamplePeople.LATE_UNION_ID.key()));
    assertThat(profile.name()).isEqualTo(SamplePeople.LATE_UNION_ID.nickname());
    assertThat(weChat.calls())
        .extracting(RecordedCall::endpoint)
        .containsExactly(WeChatEndpoint.ACCESS_TOKEN, WeChatEndpoint.USERINFO);
  }

  /** SEC-12. */
  @Test
  void a_user_without_a_unionid_has_no_stable_identity() {
    assertThatThrownBy(() -> authenticate(SamplePeople.NO_UNION_ID.key(), "app"))
        .isInstanceOf(LoginException.IdentityIncomplete.class);
  }

  @Test
  void emoji_arrive_whole() throws LoginException {
    assertThat(authenticate("hanmeimei", "app").profile())
        .isEqualTo(new Profile(SamplePeople.HANMEIMEI.nickname()));
  }

  @Test
  void a_used_code_and_a_code_of_another_channel_are_refused() throws LoginException {
    Credential credential = credential("app", weChat.codeFor("xiaoming", "app"));
    Credential foreign = credential("web", weChat.codeFor("xiaoming", "app"));
    provider().authenticate(credential);

    assertThatThrownBy(() -> provider().authenticate(credential))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThatThrownBy(() -> provider().authenticate(foreign))
        .isInstanceOf(LoginException.CredentialRejected.class);
  }

  @Test
  void a_channel_that_is_not_configured_is_unknown_and_costs_no_call() {
    assertThatThrownBy(() -> provider().authenticate(credential("mini", "0a1B2c3D4e5F6g7H")))
        .isInstanceOf(LoginException.UnknownChannel.class);
    assertThat(weChat.calls()).isEmpty();
  }

  @Test
  void a_wrong_secret_is_our_set_up_and_names_the_property() {
    WeChatProperties.AppSettings wrong =
        TestSettings.app(weChat.appId("app"), "not-the-secret-at-all");
    IdentityProvider provider = providerOf(weChat.baseUrl().toString(), Map.of("app", wrong));

    assertThatThrownBy(() -> provider.authenticate(credentialOf(Person.ONE)))
        .isInstanceOf(LoginException.ProviderMisconfigured.class)
        .hasMessageContaining("gatehouse.wechat.apps.app.secret")
        .hasMessageNotContaining("not-the-secret-at-all");
  }

  /** A client's text stays one value of one parameter, whatever it looks like. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x&grant_type=none",
        "x%26grant_type=none",
        "x%26y&appid=wxevil",
        "x#fragment",
        "x?y",
        "{secret}",
        "x y+z",
        "微信🙂",
        "x\r\nHost: evil"
      })
  void a_hostile_code_is_only_a_wrong_code(String code) {
    assertThatThrownBy(() -> provider().authenticate(credential("app", code)))
        .isInstanceOf(LoginException.CredentialRejected.class)
        .hasMessageContaining("40029");
  }

  private Authentication authenticate(String person, String channel) throws LoginException {
    return provider().authenticate(credential(channel, weChat.codeFor(person, channel)));
  }

  private IdentityProvider providerAt(String baseUrl) {
    return providerOf(baseUrl, Map.of("web", app("web"), "app", app("app")));
  }

  private WeChatProperties.AppSettings app(String channel) {
    return TestSettings.app(weChat.appId(channel), weChat.secret(channel));
  }

  private static IdentityProvider providerOf(
      String baseUrl, Map<String, WeChatProperties.AppSettings> apps) {
    Duration time = Duration.ofSeconds(5);
    WeChatProperties properties = TestSettings.of(baseUrl, apps, time, time, 2000);
    return WeChatAutoConfiguration.provider(
        properties,
        WeChatAutoConfiguration.transport(properties),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private static dev.gatehouse.wechatsimulator.platform.Person sample(Person person) {
    return switch (person) {
      case ONE -> SamplePeople.XIAOMING;
      case ANOTHER -> SamplePeople.HANMEIMEI;
    };
  }

  private static Credential credential(String channel, String code) {
    return new Credential(new LoginMethod("WX"), Map.of("channel", channel, "code", code));
  }
}
