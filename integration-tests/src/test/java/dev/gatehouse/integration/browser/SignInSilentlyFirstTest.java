package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Signing in inside WeChat, over an official account that asks only when it must. */
class SignInSilentlyFirstTest extends SignInSetting {

  private static final String BUTTON = "微信登录";

  @DynamicPropertySource
  static void officialAccount(DynamicPropertyRegistry properties) {
    SignInInWeChatTest.officialAccount(properties);
    properties.add("gatehouse.wechat.apps.h5.scope", () -> "base-first");
  }

  @Test
  void the_first_login_asks_the_person_and_the_next_one_shows_no_page() {
    Page page = open(SignInInWeChatTest.inWeChat());

    link(page, BUTTON).click();
    // The simulator has to learn once who holds the phone; WeChat knows.
    assertThat(page).hasURL(Pattern.compile("scope=snsapi_base"));
    confirm(page, "lilei");
    assertThat(page).hasURL(Pattern.compile("scope=snsapi_userinfo"));
    confirm(page, "lilei");
    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("李雷");
    button(page, "退出登录").click();

    link(page, BUTTON).click();

    assertThat(page.locator("#user-name")).hasText("李雷");
  }

  @Test
  void a_person_who_declines_when_asked_may_try_again() {
    Visitor visitor = SignInInWeChatTest.inWeChat();
    Page page = open(visitor);
    link(page, BUTTON).click();
    confirm(page, "xiaoming");

    page.locator("#decline-and-return").click();

    assertThat(page.locator("h1:visible")).containsText("取消");
    visitor.hasHeardNothingBut("status of 401");
    link(page, "重新登录").click();
    confirm(page, "xiaoming");
    assertThat(page.locator("#user-name")).hasText("小明");
  }
}
