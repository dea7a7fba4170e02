package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A person with an unknown number is asked before a user is registered. */
@TestPropertySource(properties = "gatehouse.registration.mode=ask")
class PhoneAskedTest extends PhoneSetting {

  @Test
  void a_person_who_is_new_registers_by_number() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    proveNumber(page);
    assertThat(page.locator("h1:visible")).hasText("首次登录");
    Visitor.inspect(page, "phone-registration-zh");
    leave(page, button(page, "我是新用户，立即注册"));

    assertThat(page).hasURL(home());
    assertThat(page.locator("#account")).containsText("手机号");
    visitor.hasHeardNothingBut("status of 409");
  }

  @Test
  void a_wechat_user_who_comes_by_an_unknown_number_links_it() {
    Page page = open(BROWSER.visitor("zh-CN"));
    link(page, CHINESE_LINK).click();
    confirm(page, "xiaoming");
    leave(page, button(page, "我是新用户，立即注册"));
    String id = page.locator("#user-id").innerText();
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page another = open(visitor);

    proveNumber(another);
    assertThat(another.locator("h1:visible")).hasText("首次登录");
    link(another, CHINESE_LINK).click();
    confirm(another, "xiaoming");
    leave(another, button(another, "绑定"));

    assertThat(another.locator("#user-id")).hasText(id);
    assertThat(another.locator("#account li")).hasCount(2);
    visitor.hasHeardNothingBut("status of 409");
  }

  private void proveNumber(Page page) {
    send(page);
    assertThat(page.locator("#phone-code-error")).containsText("已发送");
    enter(page, SMS.simulator().latestCode("+86" + number));
  }
}
