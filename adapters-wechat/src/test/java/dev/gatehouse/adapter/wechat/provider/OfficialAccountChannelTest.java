package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Consent;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Official accounts (reference wechat-more, section 4). */
class OfficialAccountChannelTest {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private static final String BASE_FIRST = "base-first";

  private final WeChatSimulator weChat = WECHAT.simulator();

  @Test
  void the_authorization_page_has_wechats_form() throws LoginException {
    URI page = provider().authorizationPage(request(Consent.WHEN_NEEDED));

    assertThat(page)
        .hasToString(
            "https://open.weixin.qq.com/connect/oauth2/authorize?appid="
                + weChat.appId("h5")
                + "&redirect_uri=https%3A%2F%2Flogin.example%3A8443%2Fv1%2Flogins%2FWX%2Fcallback"
                + "&response_type=code&scope=snsapi_userinfo"
                + "&state=0123456789abcdefghijABCDEFGHIJ01"
                + "&connect_redirect=1#wechat_redirect");
  }

  @Test
  void a_login_begins_in_a_browser_and_costs_one_call() throws LoginException {
    Authentication proven = authenticate(weChat.codeFor("xiaoming", "h5"));

    assertThat(provider().beginsInBrowser("h5")).isTrue();
    assertThat(provider().embeddedForm("h5")).isEmpty();
    assertThat(proven.identity().identification()).isEqualTo(weChat.unionId("xiaoming"));
    assertThat(proven.mayConfirm()).isTrue();
    assertThat(weChat.calls())
        .extracting(RecordedCall::endpoint)
        .containsExactly(WeChatEndpoint.ACCESS_TOKEN);
    assertThat(proven.profile().name()).isEqualTo("小明");
  }

  @Test
  void base_first_asks_silently_unless_the_person_has_to_consent() throws LoginException {
    WeChatIdentityProvider provider = provider(BASE_FIRST);

    assertThat(provider.authorizationPage(request(Consent.WHEN_NEEDED)).getQuery())
        .contains("&scope=snsapi_base&state=", "&connect_redirect=1");
    assertThat(provider.authorizationPage(request(Consent.REQUIRED)).getQuery())
        .contains("&scope=snsapi_userinfo&state=", "&connect_redirect=1");
  }

  @Test
  void a_silent_code_proves_a_person_who_consented_before_with_one_call() throws LoginException {
    weChat.codeFor("xiaoming", "h5");

    Authentication proven = authenticate(BASE_FIRST, weChat.baseCodeFor("xiaoming", "h5"));

    assertThat(proven.identity().identification()).isEqualTo(weChat.unionId("xiaoming"));
    assertThat(proven.mayConfirm()).isFalse();
    assertThatThrownBy(proven::profile).isInstanceOf(LoginException.ConsentRequired.class);
    assertThat(weChat.calls())
        .extracting(RecordedCall::endpoint)
        .containsExactly(WeChatEndpoint.ACCESS_TOKEN);
  }

  @Test
  void a_silent_code_without_a_unionid_needs_consent() throws LoginException {
    assertThatThrownBy(() -> authenticate(BASE_FIRST, weChat.baseCodeFor("xiaoming", "h5")))
        .isInstanceOf(LoginException.ConsentRequired.class);
    assertThat(weChat.callCount(WeChatEndpoint.USERINFO)).isZero();

    assertThat(authenticate(BASE_FIRST, weChat.codeFor("xiaoming", "h5")).profile().name())
        .isEqualTo("小明");
  }

  /** SEC-49. */
  @Test
  void a_snapshot_account_proves_no_identity() {
    assertThatThrownBy(() -> authenticate(weChat.snapshotCode("h5", true)))
        .isInstanceOf(LoginException.PreviewOnly.class);
    assertThat(weChat.callCount(WeChatEndpoint.USERINFO)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\"", "true", "2", "[]"})
  void any_flag_but_zero_counts(String flag) {
    weChat.next(WeChatEndpoint.ACCESS_TOKEN, Fault.field("is_snapshotuser", flag));

    assertThatThrownBy(() -> authenticate(weChat.codeFor("xiaoming", "h5")))
        .isInstanceOf(LoginException.PreviewOnly.class);
  }

  @Test
  void a_snapshot_account_without_the_flag_has_no_profile_and_is_not_registered()
      throws LoginException {
    Authentication proven = authenticate(weChat.snapshotCode("h5", false));

    assertThatThrownBy(proven::profile).isInstanceOf(LoginException.PreviewOnly.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Mobile/15E148 MicroMessenger/8.0.61, true",
    "Mozilla/5.0 (Windows NT 10.0) MicroMessenger/7.0.20 WindowsWechat, true",
    "Mozilla/5.0 (iPhone) wxwork/4.1.0 MicroMessenger/7.0.1, false",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36, false",
    "'', false"
  })
  void it_works_in_wechat_only(String userAgent, boolean works) {
    assertThat(provider().support("h5", userAgent).supported()).isEqualTo(works);
  }

  private static AuthorizationRequest request(Consent consent) {
    return new AuthorizationRequest(
        "h5",
        new State("0123456789abcdefghijABCDEFGHIJ01"),
        URI.create("https://login.example:8443/v1/logins/WX/callback"),
        Locale.ENGLISH,
        consent);
  }

  private Authentication authenticate(String code) throws LoginException {
    return authenticate("snsapi_userinfo", code);
  }

  private Authentication authenticate(String scope, String code) throws LoginException {
    return provider(scope)
        .authenticate(new Credential(new LoginMethod("WX"), Map.of("channel", "h5", "code", code)));
  }

  private WeChatIdentityProvider provider() {
    return provider("snsapi_userinfo");
  }

  private WeChatIdentityProvider provider(String scope) {
    Duration time = Duration.ofSeconds(5);
    WeChatProperties properties =
        TestSettings.of(
            weChat.baseUrl().toString(),
            Map.of(
                "h5",
                new WeChatProperties.AppSettings(
                    weChat.appId("h5"), weChat.secret("h5"), null, scope, false)),
            time,
            time,
            2000);
    return WeChatAutoConfiguration.provider(
        properties,
        WeChatAutoConfiguration.transport(properties),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }
}
