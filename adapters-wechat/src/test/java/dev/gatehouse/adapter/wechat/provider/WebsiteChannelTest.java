package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.testkit.RedirectIdentityProviderContract;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
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

class WebsiteChannelTest extends RedirectIdentityProviderContract {

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  private final WeChatSimulator weChat = WECHAT.simulator();

  @Override
  protected RedirectIdentityProvider provider() {
    return providerAt(weChat.baseUrl().toString());
  }

  @Override
  protected RedirectIdentityProvider unreachableProvider() {
    return providerAt("http://127.0.0.1:1");
  }

  @Override
  protected String channelOfBrowsers() {
    return "web";
  }

  @Override
  protected String otherChannel() {
    return "app";
  }

  @Override
  protected Credential credentialOf(Person person) {
    return credential(weChat.codeFor(sample(person).key(), "web"));
  }

  @Override
  protected String nameOf(Person person) {
    return sample(person).nickname();
  }

  @Override
  protected Credential refusedCredential() {
    return credential("0a1B2c3D4e5F6g7H");
  }

  /** Reference, section 1.1: names, order, encoding, fragment. */
  @ParameterizedTest
  @CsvSource({"zh, cn", "en, en", "en-GB, en", "fr, cn"})
  void the_authorization_page_has_wechats_form(String language, String lang) throws LoginException {
    URI page =
        provider()
            .authorizationPage(
                new AuthorizationRequest(
                    "web",
                    new State("0123456789abcdefghijABCDEFGHIJ01"),
                    URI.create("https://login.example:8443/v1/logins/WX/callback"),
                    Locale.forLanguageTag(language)));

    assertThat(page)
        .hasToString(
            "https://open.weixin.qq.com/connect/qrconnect?appid="
                + weChat.appId("web")
                + "&redirect_uri=https%3A%2F%2Flogin.example%3A8443%2Fv1%2Flogins%2FWX%2Fcallback"
                + "&response_type=code&scope=snsapi_login"
                + "&state=0123456789abcdefghijABCDEFGHIJ01"
                + "&lang="
                + lang
                + "#wechat_redirect");
  }

  /** Reference, section 1.2; the script puts the address into a URL unchanged. */
  @Test
  void the_embedded_form_has_wechats_parameters() {
    AuthorizationRequest request =
        new AuthorizationRequest(
            "web",
            new State("0123456789abcdefghijABCDEFGHIJ01"),
            URI.create("https://login.example/v1/logins/WX/callback"),
            Locale.CHINESE);

    EmbeddedForm form = provider().embeddedForm("web").orElseThrow();

    assertThat(form.constructorName()).isEqualTo("WxLogin");
    assertThat(form.framedOrigins()).containsExactly("https://open.weixin.qq.com");
    assertThat(form.parameters(request, "place"))
        .containsOnly(
            entry("self_redirect", false),
            entry("id", "place"),
            entry("appid", weChat.appId("web")),
            entry("scope", "snsapi_login"),
            entry("redirect_uri", "https%3A%2F%2Flogin.example%2Fv1%2Flogins%2FWX%2Fcallback"),
            entry("state", "0123456789abcdefghijABCDEFGHIJ01"),
            entry("stylelite", 1));
  }

  /** The QR code cannot be scanned on the phone that shows it. */
  @ParameterizedTest
  @CsvSource({
    "MicroMessenger/8.0.61, ''",
    "wxwork/4.1.0 MicroMessenger/7.0.1, ''",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1, phone",
    "Mozilla/5.0 (Linux; Android 16) Chrome/130.0.0.0 Mobile Safari/537.36, phone"
  })
  void a_phone_cannot_use_the_qr_code(String userAgent, String variant) {
    assertThat(provider().support("web", userAgent)).isEqualTo(new BrowserSupport(false, variant));
  }

  private RedirectIdentityProvider providerAt(String baseUrl) {
    Duration time = Duration.ofSeconds(5);
    WeChatProperties properties =
        TestSettings.of(
            baseUrl, true, Map.of("web", app("web"), "app", app("app")), time, time, 2000);
    return WeChatAutoConfiguration.provider(
        properties,
        WeChatAutoConfiguration.transport(properties),
        Clock.systemUTC(),
        new SimpleMeterRegistry());
  }

  private WeChatProperties.AppSettings app(String channel) {
    return TestSettings.app(weChat.appId(channel), weChat.secret(channel));
  }

  private static Credential credential(String code) {
    return new Credential(
        new LoginMethod("WX"),
        Map.of(RedirectIdentityProvider.CHANNEL, "web", RedirectIdentityProvider.CODE, code));
  }

  private static dev.gatehouse.wechatsimulator.platform.Person sample(Person person) {
    return switch (person) {
      case ONE -> SamplePeople.XIAOMING;
      case ANOTHER -> SamplePeople.LILEI;
    };
  }
}
