package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Signing in on a host that is shared with a site, with a browser. */
@TestPropertySource(properties = "test.path=/auth")
class SignInUnderPathTest extends PhoneSetting {

  @Test
  void a_person_signs_in_and_out_under_the_path() {
    Page page = open(BROWSER.visitor("zh-CN"));

    signIn(page, CHINESE_LINK);

    Assertions.assertThat(page.url()).endsWith("/auth/");
    assertThat(page.locator("#user-name")).hasText("小明");
    Assertions.assertThat(page.context().cookies())
        .filteredOn(cookie -> cookie.name.startsWith("gatehouse_"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.path.equals("/auth"));
    Visitor.inspect(page, "under-path");
    button(page, "退出登录").click();
    assertThat(link(page, CHINESE_LINK)).isVisible();
    link(page, "English").click();
    assertThat(link(page, ENGLISH_LINK)).isVisible();
  }

  @Test
  void a_person_signs_in_by_phone_under_the_path() {
    Page page = open(BROWSER.visitor("zh-CN"));

    send(page);
    assertThat(page.locator("#phone-code-error")).hasText("验证码已发送，5 分钟内有效。");
    enter(page, SMS.simulator().latestCode("+86" + number));

    assertThat(page).hasURL(home());
    assertThat(page.locator("#account")).containsText("手机号");
    Assertions.assertThat(page.context().cookies())
        .isNotEmpty()
        .allMatch(cookie -> cookie.path.equals("/auth"));
  }

  @Test
  void an_error_page_leads_back_to_the_sign_in_page() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = visitor.tab();
    page.navigate(home() + "v1/logins/WX/callback?state=x");
    visitor.hasHeardNothingBut("status of 403");

    link(page, "重新登录").click();

    assertThat(page).hasURL(home());
    assertThat(link(page, CHINESE_LINK)).isVisible();
  }
}
