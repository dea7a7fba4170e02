package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A client of OpenID Connect asks for consent, in the browser. */
@TestPropertySource(
    properties = {
      "gatehouse.oidc.clients.careful.redirect-uris=http://127.0.0.1/errors",
      "gatehouse.oidc.clients.careful.scopes=openid,profile",
      "gatehouse.oidc.clients.careful.consent=true",
      "gatehouse.page.product-name=My Shop",
      "gatehouse.page.color=#1a56db",
      "gatehouse.page.logo=data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
      "gatehouse.page.terms-url=https://shop.example/terms"
    })
class ConsentPageTest extends SignInSetting {

  @Test
  void a_person_reads_what_a_client_asks_for_and_allows_it() {
    Page page = BROWSER.visitor("zh-CN").tab();
    page.navigate(authorize());
    link(page, CHINESE_LINK).click();
    confirm(page, "xiaoming");

    assertThat(page).hasTitle("授权登录 · My Shop");
    assertThat(page.locator("#user")).hasText("小明");
    Visitor.inspect(page, "consent-zh");
    link(page, "English").click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator("main")).containsText("read your name");
    assertThat(link(page, "Terms of service")).hasAttribute("href", "https://shop.example/terms");
    assertThat(button(page, "Allow")).hasCSS("background-color", "rgb(26, 86, 219)");
    Visitor.inspect(page, "consent-en");
    button(page, "Allow").click();

    assertThat(page).hasURL(Pattern.compile(".*/errors\\?.*code=.*"));
  }

  @Test
  void it_can_be_read_on_a_phone_in_the_dark() {
    Page page =
        BROWSER
            .visitor(
                new NewContextOptions()
                    .setLocale("en-US")
                    .setColorScheme(ColorScheme.DARK)
                    .setViewportSize(320, 640))
            .tab();
    page.navigate(authorize());
    link(page, ENGLISH_LINK).click();
    confirm(page, "xiaoming");

    assertThat(button(page, "Deny")).isVisible();
    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    Visitor.inspect(page, "consent-dark-320");
    button(page, "Deny").click();

    assertThat(page).hasURL(Pattern.compile(".*/errors\\?.*error=access_denied.*"));
  }

  private String authorize() {
    return home()
        + "oauth2/authorize?response_type=code&client_id=careful&state=s&scope=openid%20profile"
        + "&code_challenge="
        + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        + "&code_challenge_method=S256&redirect_uri="
        + URLEncoder.encode(home() + "errors", StandardCharsets.UTF_8);
  }
}
