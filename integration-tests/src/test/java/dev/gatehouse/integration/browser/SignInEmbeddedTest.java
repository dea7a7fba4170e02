package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Signing in with WeChat's form within our page. */
@TestPropertySource(properties = "gatehouse.wechat.embedded=true")
class SignInEmbeddedTest extends SignInSetting {

  private static final String FULL_PAGE = "改用微信的登录页面";

  @Test
  void a_phone_confirms_and_the_page_around_the_code_goes_on() {
    Page page = open(BROWSER.visitor("zh-CN"));
    Page phone = BROWSER.visitor("zh-CN").tab();

    phone.navigate(form(page).locator("#phone").getAttribute("href"));
    confirm(phone, "xiaoming");

    assertThat(page).hasURL(home());
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void a_user_confirms_within_the_form() {
    Page page = open(BROWSER.visitor("en-US"));

    assertThat(form(page).locator("#picker summary")).hasText("Choose the user who logs in");
    pick(page, "[data-person=lilei]");

    assertThat(page.locator("#user-name")).hasText("李雷");
  }

  @Test
  void a_user_who_declines_within_the_form_is_told_in_the_whole_page() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = open(visitor);

    pick(page, "#decline-and-return");

    assertThat(link(page, "Sign in again")).isVisible();
    visitor.hasHeardNothingBut("status of 401");
    Visitor.inspect(page, "embedded-declined");
  }

  @Test
  void the_code_has_its_place_and_its_name_and_the_whole_page_is_offered_too() {
    Page page = open(BROWSER.visitor("zh-CN"));

    assertThat(form(page).locator("#qrcode")).isVisible();
    BoundingBox code = form(page).locator("#qrcode svg").boundingBox();
    Assertions.assertThat(code.width).isGreaterThanOrEqualTo(200);
    Assertions.assertThat(code.height).isGreaterThanOrEqualTo(200);
    assertThat(page.locator("iframe")).hasAttribute("title", CHINESE_LINK);
    assertThat(page.locator(".state")).hasText("请用手机微信扫一扫登录。");
    BoundingBox box = page.locator("iframe").boundingBox();
    Assertions.assertThat(box.width).isEqualTo(220);
    Assertions.assertThat(box.height).isEqualTo(220);
    Visitor.inspect(page, "embedded-zh");
    signIn(page, FULL_PAGE);
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void the_code_stays_on_white_in_the_dark_and_fits_a_phone() {
    Page page =
        open(
            BROWSER.visitor(
                new NewContextOptions()
                    .setLocale("en-US")
                    .setColorScheme(ColorScheme.DARK)
                    .setViewportSize(320, 640)));

    assertThat(form(page).locator("#qrcode")).isVisible();
    assertThat(page.locator(".embedded")).hasCSS("background-color", "rgb(255, 255, 255)");
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    Visitor.inspect(page, "embedded-dark-phone");
  }

  @Test
  void a_form_that_cannot_be_loaded_is_said_to_be_and_can_be_tried_again() {
    Visitor visitor = BROWSER.visitor("en-US");
    Page page = visitor.tab();
    page.route("**/wxLogin.js", route -> route.abort());
    page.navigate(home());

    assertThat(page.locator(".state")).containsText("could not be loaded");
    visitor.hasHeardNothingBut("net::ERR_FAILED");
    Visitor.inspect(page, "embedded-failed");
    page.unroute("**/wxLogin.js");
    button(page, "Renew code").click();

    assertThat(form(page).locator("#qrcode")).isVisible();
  }

  @Test
  void a_code_that_has_expired_is_replaced_on_request() {
    Page page = BROWSER.visitor("en-US").tab();
    page.clock().install();
    page.navigate(home());
    assertThat(form(page).locator("#qrcode")).isVisible();

    page.clock().fastForward("10:01");

    assertThat(page.locator(".state")).hasText("The sign-in code has expired.");
    assertThat(page.locator("iframe")).hasCount(0);
    button(page, "Renew code").click();
    pick(page, "[data-person=xiaoming]");
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  @Test
  void behind_the_back_button_there_is_a_fresh_code_or_the_person() {
    Page page = open(BROWSER.visitor("zh-CN"));
    String first = page.locator("iframe").getAttribute("src");
    link(page, FULL_PAGE).click();
    assertThat(page.locator("#picker")).isVisible();

    page.goBack();

    assertThat(page.locator("iframe")).not().hasAttribute("src", first);
    pick(page, "[data-person=xiaoming]");
    assertThat(page.locator("#user-name")).hasText("小明");
    page.goBack();
    assertThat(page.locator("#user-name")).hasText("小明");
  }

  /** The users are behind the code. */
  private static void pick(Page page, String button) {
    form(page).locator("#picker summary").click();
    form(page).locator(button).click();
  }

  private static FrameLocator form(Page page) {
    return page.frameLocator(".embedded iframe");
  }
}
