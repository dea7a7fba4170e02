package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Signing in over WeChat's own page, and what people do before and after. */
class SignInByRedirectTest extends SignInSetting {

  @Test
  void a_user_signs_in_sees_the_own_name_and_stays_signed_in_after_a_reload() {
    Page page = open(BROWSER.visitor("zh-CN"));

    signIn(page, CHINESE_LINK);

    assertThat(page).hasTitle("已登录 · 门房");
    assertThat(page.locator("#user-name")).hasText("小明");
    assertThat(page.locator("#user-id")).hasText(Pattern.compile("\\d+"));
    Visitor.inspect(page, "signed-in-zh");
    page.reload();
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void the_whole_way_is_in_english_for_an_english_browser() {
    Page page = open(BROWSER.visitor(english().setColorScheme(ColorScheme.DARK)));

    link(page, ENGLISH_LINK).click();
    assertThat(page).hasTitle("WeChat login");
    Visitor.inspect(page, "simulator-en");
    confirm(page, "hanmeimei");

    assertThat(page).hasTitle("Signed in · Gatehouse");
    assertThat(page.locator("#user-name")).hasText("韩梅梅🌸");
    Visitor.inspect(page, "signed-in-dark");
  }

  @Test
  void a_language_that_was_chosen_lasts_over_the_sign_in() {
    Page page = open(BROWSER.visitor("zh-CN"));

    link(page, "English").click();
    link(page, ENGLISH_LINK).click();
    confirm(page, "xiaoming");

    assertThat(page).hasTitle("Signed in · Gatehouse");
  }

  @Test
  void a_user_who_declines_is_told_and_may_try_again() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = open(visitor);

    link(page, CHINESE_LINK).click();
    page.locator("#decline-and-return").click();

    assertThat(page.locator("h1:visible")).containsText("取消");
    visitor.hasHeardNothingBut("status of 401");
    Visitor.inspect(page, "declined");
    signIn(page, "重新登录");
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void a_login_that_another_browser_began_ends_in_a_page_in_the_readers_language() {
    Page begun = open(BROWSER.visitor("zh-CN"));
    List<String> callbacks = callbacksOf(begun);
    signIn(begun, CHINESE_LINK);
    Visitor victim = BROWSER.visitor(english().setColorScheme(ColorScheme.DARK));

    Page page = victim.tab();
    page.navigate(callbacks.getFirst());

    victim.hasHeardNothingBut("status of 403");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    Visitor.inspect(page, "mismatch-dark");
    link(page, "Sign in again").click();
    assertThat(link(page, ENGLISH_LINK)).isVisible();
  }

  @Test
  void two_tabs_do_not_disturb_each_other() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page first = open(visitor);
    Page second = open(visitor);
    link(first, CHINESE_LINK).click();
    link(second, CHINESE_LINK).click();

    confirm(second, "xiaoming");
    assertThat(second.locator("#user-name")).hasText("小明");
    confirm(first, "xiaoming");
    assertThat(first.locator("#user-name")).hasText("小明");

    second.reload();
    assertThat(second.locator("#user-name")).hasText("小明");
  }

  @Test
  void the_back_button_and_a_second_landing_lead_nowhere_bad() {
    Page page = open(BROWSER.visitor("zh-CN"));
    List<String> callbacks = callbacksOf(page);
    signIn(page, CHINESE_LINK);

    page.navigate(callbacks.getFirst());
    assertThat(page).hasURL(home());
    page.goBack();
    page.goBack();
    page.goBack();
    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("小明");
    page.goForward();
    page.goForward();
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void a_sign_out_counts_in_every_tab_and_behind_the_back_button() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);
    signIn(page, ENGLISH_LINK);
    Page other = open(visitor);

    button(page, "Sign out").click();

    assertThat(link(page, ENGLISH_LINK)).isVisible();
    page.goBack();
    page.goForward();
    assertThat(page.locator("#user-name")).hasCount(0);
    other.reload();
    assertThat(other.locator("#user-name")).hasCount(0);
    Assertions.assertThat(visitor.context().cookies())
        .noneMatch(cookie -> cookie.name.contains("session"));
  }

  @Test
  void a_sign_out_in_another_tab_counts_in_this_one_at_a_click() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);
    signIn(page, ENGLISH_LINK);
    Page other = open(visitor);
    button(page, "Sign out").click();
    assertThat(link(page, ENGLISH_LINK)).isVisible();

    button(other, "Sign out").click();

    assertThat(link(other, ENGLISH_LINK)).isVisible();
    visitor.hasHeardNothingBut("status of 401");
  }

  @Test
  void a_sign_out_that_fails_says_so_and_can_be_tried_again() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);
    signIn(page, ENGLISH_LINK);
    page.route("**/v1/session", route -> route.abort());

    button(page, "Sign out").click();

    assertThat(page.locator("#status")).hasText("Signing out failed. Please try again.");
    assertThat(button(page, "Sign out")).isFocused();
    visitor.hasHeardNothingBut("net::ERR_FAILED");
    Visitor.inspect(page, "sign-out-failed");
    page.unroute("**/v1/session");
    button(page, "Sign out").click();
    assertThat(link(page, ENGLISH_LINK)).isVisible();
  }

  @Test
  void a_keyboard_is_enough() {
    Page page = open(BROWSER.visitor("en-US"));

    press(page, link(page, ENGLISH_LINK));
    press(page, page.locator("[data-person=xiaoming]"));
    assertThat(page.locator("#user-name")).hasText("小明");
    press(page, button(page, "Sign out"));

    assertThat(link(page, ENGLISH_LINK)).isVisible();
  }

  @Test
  void it_works_on_a_phone_for_a_user_with_a_long_name() {
    Page page =
        open(
            BROWSER.visitor(
                english()
                    .setViewportSize(320, 640)
                    .setDeviceScaleFactor(2)
                    .setHasTouch(true)
                    .setIsMobile(true)));

    link(page, ENGLISH_LINK).tap();
    page.locator("[data-person=longname]").tap();
    page.waitForURL(home());

    assertThat(page.locator("#user-name")).containsText("👨");
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    Visitor.inspect(page, "signed-in-phone");
  }

  /** SEC-17. */
  @Test
  void a_hostile_name_is_shown_as_text() {
    String name = "<img src=x onerror=alert(1)>&amp;\"'";
    WECHAT.simulator().addPerson(Person.named("mallory", name));
    Page page = open(BROWSER.visitor("zh-CN"));

    link(page, CHINESE_LINK).click();
    confirm(page, "mallory");

    assertThat(page.locator("#user-name")).hasText(name);
    assertThat(page.locator("main img")).hasCount(0);
  }

  @Test
  void within_wechat_people_are_told_where_to_go_instead() {
    Page page =
        open(
            BROWSER.visitor(
                new NewContextOptions()
                    .setLocale("zh-CN")
                    .setViewportSize(360, 740)
                    .setUserAgent(
                        "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/130.0.0.0"
                            + " Mobile Safari/537.36 MicroMessenger/8.0.61.2900")));

    assertThat(page.locator("main")).containsText("在浏览器中打开");
    assertThat(link(page, CHINESE_LINK)).hasCount(0);
    Visitor.inspect(page, "within-wechat");
  }

  private static NewContextOptions english() {
    return new NewContextOptions().setLocale("en-US");
  }

  /** The addresses at which the page comes back from the provider, as it does. */
  private static List<String> callbacksOf(Page page) {
    List<String> callbacks = new ArrayList<>();
    page.onRequest(request -> {
      if (request.url().contains("/callback?")) {
        callbacks.add(request.url());
      }
    });
    return callbacks;
  }

  /** Goes to a control by the tab key and uses it. */
  private static void press(Page page, Locator control) {
    control.waitFor();
    page.waitForLoadState();
    for (int i = 0;
        i < 20 && !Boolean.TRUE.equals(control.evaluate("it => it === document.activeElement"));
        i++) {
      page.keyboard().press("Tab");
    }
    assertThat(control).isFocused();
    page.keyboard().press("Enter");
  }
}
