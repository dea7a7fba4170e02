package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.identity.LoginMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** SEC-27: the message names the property and never the value. */
class WeChatPropertiesTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "gatehouse.wechat.apps.web.id", "wx0123456789abcdef",
          "gatehouse.wechat.apps.web.secret", "fedcba9876543210fedcba9876543210");

  @Test
  void defaults_are_those_of_the_real_wechat() {
    WeChatProperties properties = bind(GOOD);

    assertThat(properties.apiBaseUrl()).isEqualTo("https://api.weixin.qq.com");
    assertThat(properties.authorizeUrl()).isEqualTo("https://open.weixin.qq.com/connect/qrconnect");
    assertThat(properties.officialAccountAuthorizeUrl())
        .isEqualTo("https://open.weixin.qq.com/connect/oauth2/authorize");
    assertThat(properties.embeddedScript()).isNull();
    assertThat(properties.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(properties.readTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(properties.deadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(properties.maxConcurrent()).isEqualTo(2000);
    assertThat(properties.appsByChannel().get("web"))
        .isEqualTo(
            new WeChatApp(
                "web",
                "wx0123456789abcdef",
                "fedcba9876543210fedcba9876543210",
                WeChatApp.Kind.WEBSITE,
                false));
  }

  @Test
  void a_mini_program_proves_numbers_only_where_the_operator_says_so() {
    Map<String, String> settings = new HashMap<>(GOOD);
    for (String channel : new String[] {"mini", "shop"}) {
      settings.put("gatehouse.wechat.apps." + channel + ".id", "wx0123456789abcde" + channel);
      settings.put(
          "gatehouse.wechat.apps." + channel + ".secret", "fedcba9876543210fedcba9876543210");
    }
    settings.put("gatehouse.wechat.apps.shop.kind", "mini-program");
    settings.put("gatehouse.wechat.apps.shop.phone-proof", "true");

    assertThat(bind(settings).phoneProofChannels()).containsExactly("shop");
  }

  @ParameterizedTest
  @CsvSource({
    "apps.web.id, ' ', gatehouse.wechat.apps.web.id is missing",
    "apps.web.secret, ' ', gatehouse.wechat.apps.web.secret is missing",
    "apps.web.secret, planted, gatehouse.wechat.apps.web.secret is too short",
    "apps.web.secret, 0123456789abcdef0123456789abcdef, gatehouse.wechat.apps.web.secret is the sample",
    "apps.web.kind, planted, gatehouse.wechat.apps.web.kind must be",
    "apps.web.scope, planted, gatehouse.wechat.apps.web.scope must be set to",
    "apps.web.scope, base-first, gatehouse.wechat.apps.web.scope can be base-first for an official",
    "apps.app.id, wxplanted, gatehouse.wechat.apps.app.secret is missing",
    "api-base-url, planted, gatehouse.wechat.api-base-url must be an absolute https URL",
    "api-base-url, 'ht tp://planted', gatehouse.wechat.api-base-url is not a URL",
    "api-base-url, http://planted.example, gatehouse.wechat.api-base-url must be https",
    "api-base-url, https://u:planted@x.example, gatehouse.wechat.api-base-url must be scheme",
    "authorize-url, planted, gatehouse.wechat.authorize-url must be an absolute https URL",
    "authorize-url, http://planted.example, gatehouse.wechat.authorize-url must be https",
    "authorize-url, https://x.example/?planted=1, gatehouse.wechat.authorize-url must be scheme",
    "official-account-authorize-url, http://planted.example, gatehouse.wechat.official-account-authorize-url must be https",
    "open-platforms.b.channels, planted, gatehouse.wechat.open-platforms.b.channels must list channels",
    "open-platforms.b.channels, '', gatehouse.wechat.open-platforms.b.channels must list channels",
    "open-platforms.012345678901234567890123456789abcd.channels, web, gatehouse.wechat.open-platforms has a name",
    "embedded-script-url, http://planted.example, gatehouse.wechat.embedded-script-url must be https",
    "connect-timeout, 0s, gatehouse.wechat.connect-timeout must be between",
    "read-timeout, 30d, gatehouse.wechat.read-timeout must be between",
    "deadline, -1s, gatehouse.wechat.deadline must be between",
    "max-concurrent, 0, gatehouse.wechat.max-concurrent must be between",
  })
  void a_bad_setting_is_named(String property, String value, String message) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("gatehouse.wechat." + property, value);

    assertThatThrownBy(() -> bind(settings))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("planted");
  }

  @Test
  void the_embedded_form_has_a_script_if_it_is_switched_on() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("gatehouse.wechat.embedded", "true");

    assertThat(bind(settings).embeddedScript())
        .hasToString("https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js");
  }

  @Test
  void all_errors_are_reported_at_once() {
    Map<String, String> settings =
        Map.of(
            "gatehouse.wechat.api-base-url", "planted",
            "gatehouse.wechat.deadline", "0s",
            "gatehouse.wechat.apps.web.secret", "planted",
            "gatehouse.wechat.apps.shop.id", "planted");

    assertThatThrownBy(() -> bind(settings))
        .rootCause()
        .message()
        .doesNotContain("planted")
        .satisfies(message ->
            assertThat(message.lines())
                .satisfiesExactly(
                    line -> assertThat(line).startsWith("gatehouse.wechat.api-base-url"),
                    line -> assertThat(line).startsWith("gatehouse.wechat.deadline"),
                    line -> assertThat(line).startsWith("gatehouse.wechat.apps.shop.secret"),
                    line -> assertThat(line).startsWith("gatehouse.wechat.apps.shop.kind"),
                    line -> assertThat(line).startsWith("gatehouse.wechat.apps.web.id"),
                    line -> assertThat(line).startsWith("gatehouse.wechat.apps.web.secret")));
  }

  @Test
  void settings_without_an_app_are_refused() {
    assertThatThrownBy(() -> bind(Map.of("gatehouse.wechat.read-timeout", "5s")))
        .rootCause()
        .hasMessageStartingWith("gatehouse.wechat.apps has no entry");
  }

  @Test
  void a_channel_with_another_name_needs_a_kind() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("gatehouse.wechat.apps.shop.id", "wx0123456789abcdef");
    settings.put("gatehouse.wechat.apps.shop.secret", "fedcba9876543210fedcba9876543210");

    assertThatThrownBy(() -> bind(settings))
        .rootCause()
        .hasMessageStartingWith("gatehouse.wechat.apps.shop.kind must be set");

    settings.put("gatehouse.wechat.apps.shop.kind", "mobile");
    assertThat(bind(settings).appsByChannel().get("shop"))
        .extracting(WeChatApp::kind)
        .isEqualTo(WeChatApp.Kind.MOBILE);
  }

  @ParameterizedTest
  @CsvSource({
    "web, WEBSITE",
    "app, MOBILE",
    "h5, OFFICIAL_ACCOUNT",
    "mini, MINI_PROGRAM",
  })
  void the_usual_channels_need_no_kind(String channel, WeChatApp.Kind kind) {
    Map<String, String> settings = new HashMap<>();
    settings.put("gatehouse.wechat.apps." + channel + ".id", "wx0123456789abcdef");
    settings.put(
        "gatehouse.wechat.apps." + channel + ".secret", "fedcba9876543210fedcba9876543210");

    assertThat(bind(settings).appsByChannel().get(channel))
        .extracting(WeChatApp::kind)
        .isEqualTo(kind);
  }

  @Test
  void a_channel_of_another_open_platform_account_has_a_method_of_its_own() {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("gatehouse.wechat.apps.h5.id", "wx0123456789abcde0");
    settings.put("gatehouse.wechat.apps.h5.secret", "fedcba9876543210fedcba9876543210");
    settings.put("gatehouse.wechat.open-platforms.b.channels", "h5");

    assertThat(bind(settings).appsOf(new LoginMethod("WX"))).containsOnlyKeys("web");
    assertThat(bind(settings).appsOf(new LoginMethod("WX.b"))).containsOnlyKeys("h5");

    settings.put("gatehouse.wechat.open-platforms.c.channels", "h5");
    assertThatThrownBy(() -> bind(settings))
        .rootCause()
        .hasMessageStartingWith("gatehouse.wechat.open-platforms names a channel twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8090", "http://localhost:8090", "http://[::1]:8090"})
  void plain_http_is_accepted_to_this_machine_only(String url) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("gatehouse.wechat.api-base-url", url);

    assertThat(bind(settings).apiBaseUrl()).isEqualTo(url);
  }

  /** SEC-21. */
  @Test
  void no_text_shows_a_secret() {
    WeChatProperties properties = bind(GOOD);

    assertThat(properties.toString() + properties.appsByChannel())
        .doesNotContain("0123456789abcdef");
  }

  private static WeChatProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("gatehouse.wechat", WeChatProperties.class);
  }
}
