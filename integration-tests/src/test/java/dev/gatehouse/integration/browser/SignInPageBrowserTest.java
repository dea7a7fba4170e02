package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The page before a sign-in, with a login method that it does not know. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@Import(SignInPageBrowserTest.Begins.class)
@Tag("browser")
class SignInPageBrowserTest {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  private static final String START =
      "http://127.0.0.1:8080/v1/logins/BROWSER/start?channel=web&returnTo=%2F";

  @LocalServerPort private int port;

  @Test
  void it_speaks_the_language_of_the_browser_until_the_visitor_chooses() {
    Page page = open(BROWSER.visitor("zh-CN"));

    assertThat(page).hasTitle("登录 · 门房");
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    Visitor.inspect(page, "signed-out-zh");
    link(page, "English").click();

    assertThat(page).hasTitle("Sign in · Gatehouse");
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(link(page, "Sign in")).hasAttribute("href", START + "%3Flang%3Den");
    Visitor.inspect(page, "signed-out-en");
  }

  @Test
  void it_can_be_read_in_the_dark() {
    Page page =
        open(
            BROWSER.visitor(
                new Browser.NewContextOptions()
                    .setLocale("en-US")
                    .setColorScheme(ColorScheme.DARK)));

    Visitor.inspect(page, "signed-out-dark");
  }

  @Test
  void it_fits_a_phone() {
    Page page =
        open(
            BROWSER.visitor(
                new Browser.NewContextOptions()
                    .setLocale("zh-CN")
                    .setViewportSize(320, 640)
                    .setDeviceScaleFactor(2)
                    .setHasTouch(true)
                    .setIsMobile(true)));

    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    assertThat(link(page, "登录")).isInViewport();
    Visitor.inspect(page, "signed-out-phone");
  }

  @Test
  void every_control_can_be_reached_by_the_keyboard_and_shows_it() {
    Page page = open(BROWSER.visitor("en-US"));

    for (String name : new String[] {"中文", "English", "Sign in"}) {
      page.keyboard().press("Tab");
      assertThat(link(page, name)).isFocused();
      assertThat(link(page, name)).hasCSS("outline-style", "solid");
    }
    Visitor.inspect(page, "focus");
  }

  @Test
  void the_link_works_without_a_script() {
    Page page =
        open(
            BROWSER.visitor(
                new Browser.NewContextOptions().setLocale("en-US").setJavaScriptEnabled(false)));

    assertThat(link(page, "Sign in")).hasAttribute("href", START);
  }

  @Test
  void a_browser_in_which_it_cannot_work_is_told_so() {
    Page page =
        open(
            BROWSER.visitor(
                new Browser.NewContextOptions()
                    .setLocale("en-US")
                    .setUserAgent(FakeRedirectIdentityProvider.HINDERING)));

    assertThat(page.locator("main")).containsText("does not work in this browser");
    assertThat(link(page, "Sign in")).hasCount(0);
    Visitor.inspect(page, "hindered");
  }

  private Page open(Visitor visitor) {
    Page page = visitor.tab();
    page.navigate("http://127.0.0.1:" + port + "/");
    return page;
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Begins {

    @Bean
    FakeRedirectIdentityProvider browserProvider() {
      return new FakeRedirectIdentityProvider(new LoginMethod("BROWSER"));
    }
  }
}
