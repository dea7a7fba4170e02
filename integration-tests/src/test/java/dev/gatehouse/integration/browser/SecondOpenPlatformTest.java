package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Unionids of two Open Platform accounts are unrelated, however equal they look. */
@TestPropertySource(properties = "gatehouse.wechat.open-platforms.second.channels=h5")
class SecondOpenPlatformTest extends BrowserLoginSetting {

  @Test
  void the_same_unionid_of_another_account_is_another_user() {
    Browser browser = browser();
    String state = browser.begin("WX.second", "h5", "/");
    Answer landing =
        browser.go(
            "/v1/logins/WX.second/callback?code=" + code("double", "h5") + "&state=" + state);
    Answer other = calls().login("WX", "app", code("double", "app"));

    assertThat(landing.status()).isEqualTo(303);
    assertThat(other.status()).isEqualTo(201);
    Answer me = browser.ask("/v1/me");
    assertThat(((Number) me.value("$.id")).longValue()).isNotEqualTo(other.userId());
    assertThat(me.text("$.loginMethods[0].method")).isEqualTo("WX.second");
  }

  @Test
  void a_channel_belongs_to_one_method() {
    Answer refused =
        calls()
            .send(
                calls()
                    .request("/v1/logins/WX/start?channel=h5")
                    .header("Accept", "application/json"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("unknown_channel");
  }

  @Test
  void it_has_the_words_of_the_method() {
    Browser browser = browser();
    String state = browser.begin("WX.second", "h5", "/");

    assertThat(browser.login("WX.second", "h5", "0a1B2c3D4e5F6g7H", state).text("$.title"))
        .isEqualTo("获取微信授权失败");
  }
}
