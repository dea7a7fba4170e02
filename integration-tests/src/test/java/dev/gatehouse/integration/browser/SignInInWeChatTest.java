package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in inside WeChat, over the page of an official account. */
class SignInInWeChatTest extends SignInSetting {

  private static final String BUTTON = "微信登录";

  private static final String ANDROID =
      "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";

  @DynamicPropertySource
  static void officialAccount(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.apps.h5.id", () -> weChat.appId("h5"));
    properties.add("gatehouse.wechat.apps.h5.secret", () -> weChat.secret("h5"));
    properties.add(
        "gatehouse.wechat.official-account-authorize-url",
        () -> weChat.baseUrl() + "/connect/oauth2/authorize");
  }

  @Test
  void a_button_and_what_is_asked_come_first_and_then_the_consent() {
    Page page = open(inWeChat());

    assertThat(page).hasURL(home());
    assertThat(page.locator("main")).containsText("昵称和头像");
    assertThat(link(page, CHINESE_LINK)).hasCount(0);
    Visitor.inspect(page, "in-wechat");
    leave(page, link(page, BUTTON));
    Visitor.inspect(page, "simulator-authorize");
    confirm(page, "xiaoming");

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void a_follower_sees_no_consent_the_second_time() {
    Page page = open(inWeChat());
    link(page, BUTTON).click();
    page.locator("#follower").check();
    confirm(page, "lilei");
    assertThat(page.locator("#user-name")).hasText("李雷");
    button(page, "退出登录").click();

    link(page, BUTTON).click();

    assertThat(page.locator("#user-name")).hasText("李雷");
  }

  @Test
  void a_person_who_declines_is_told_and_may_try_again() {
    Visitor visitor = inWeChat();
    Page page = open(visitor);

    link(page, BUTTON).click();
    page.locator("#decline-and-return").click();

    assertThat(page.locator("h1:visible")).containsText("取消");
    visitor.hasHeardNothingBut("status of 401");
    link(page, "重新登录").click();
    confirm(page, "xiaoming");
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void a_snapshot_page_says_what_to_tap_and_logs_no_user_in() {
    Visitor visitor = inWeChat();
    Page page = open(visitor);

    link(page, BUTTON).click();
    page.locator("#snapshot").click();

    assertThat(page.locator("main")).containsText("使用完整服务");
    visitor.hasHeardNothingBut("status of 403");
    Visitor.inspect(page, "snapshot");
    Assertions.assertThat(WECHAT.simulator().callCount(WeChatEndpoint.USERINFO)).isZero();
  }

  @Test
  void a_callback_that_comes_twice_ends_in_one_login() {
    Visitor visitor = inWeChat();
    Page page = open(visitor);

    link(page, BUTTON).click();
    page.locator("#twice").check();
    confirm(page, "xiaoming");

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("小明");
    Assertions.assertThat(WECHAT.simulator().callCount(WeChatEndpoint.ACCESS_TOKEN)).isEqualTo(1);
    // A script of another website may not read our responses.
    visitor.hasHeardNothingBut("NotSameOrigin");
  }

  @Test
  void another_browser_on_a_phone_is_told_where_to_go() {
    Page page = open(BROWSER.visitor(with(ANDROID)));

    assertThat(page.locator("main")).containsText("请在微信中打开本页登录");
    assertThat(page.locator("main")).containsText("请在电脑上打开本页");
    assertThat(link(page, CHINESE_LINK)).hasCount(0);
    assertThat(link(page, BUTTON)).hasCount(0);
    Visitor.inspect(page, "phone-outside-wechat");
  }

  @Test
  void a_computer_is_offered_the_qr_code_alone() {
    Page page = open(BROWSER.visitor("zh-CN"));

    assertThat(link(page, CHINESE_LINK)).isVisible();
    assertThat(link(page, BUTTON)).hasCount(0);
    assertThat(page.locator(".note")).hasCount(0);
  }

  static Visitor inWeChat() {
    return BROWSER.visitor(with(ANDROID + " MicroMessenger/8.0.61.2900"));
  }

  private static NewContextOptions with(String userAgent) {
    return new NewContextOptions()
        .setLocale("zh-CN")
        .setViewportSize(360, 740)
        .setUserAgent(userAgent);
  }
}
