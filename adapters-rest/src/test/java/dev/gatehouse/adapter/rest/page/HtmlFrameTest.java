package dev.gatehouse.adapter.rest.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.browser.PageFrame;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlFrameTest {

  private static final PageFrame.Page PAGE =
      PageFrame.Page.of(Locale.ENGLISH, "Title", "<p>body</p>");

  @Test
  void it_shows_the_product_of_the_operator() {
    String page =
        frame(
                "My & Shop",
                "https://cdn.example/logo.svg",
                null,
                "https://shop.example/terms",
                "https://shop.example/privacy")
            .around(PAGE);

    assertThat(page)
        .contains("<title>Title · My &amp; Shop</title>", "<p>body</p>")
        .contains("src=\"https://cdn.example/logo.svg\"")
        .contains("<a href=\"https://shop.example/terms\">Terms of service</a>")
        .contains("<a href=\"https://shop.example/privacy\">Privacy policy</a>")
        .doesNotContain("Gatehouse", "icon.svg");
  }

  @Test
  void without_settings_it_is_ours_and_has_no_links() {
    assertThat(frame(null, null, null, null, null).around(PAGE))
        .contains("Gatehouse", "/sign-in/icon.svg", "<a href=\"?lang=zh\" lang=\"zh\"")
        .contains("lang=\"en\" hreflang=\"en\" aria-current=\"true\"")
        .doesNotContain("Terms of service");
    assertThat(frame(null, null, null, null, null).css()).isEmpty();
  }

  @Test
  void a_page_that_cannot_be_asked_for_again_holds_both_languages() {
    String page =
        frame(null, null, null, null, null)
            .inBothLanguages(Locale.ENGLISH, "Title", language -> "<p>" + language + "</p>");

    assertThat(page)
        .contains("href=\"#zh\"", "href=\"#en\"")
        .contains("<p>en</p>", "<p>zh</p>")
        .doesNotContain("aria-current");
    assertThat(page.indexOf("<p>en</p>")).isLessThan(page.indexOf("<p>zh</p>"));
  }

  /** SEC-09. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "| 'self'",
        "/logo.svg | 'self'",
        "https://cdn.example/a/logo.svg | 'self' https://cdn.example",
        "data:image/png;base64,AAAA | 'self' data:",
      })
  void every_policy_allows_the_logo_and_no_other_image(@Nullable String logo, String sources) {
    HtmlFrame frame = frame(null, logo, null, null, null);
    String quoted = "img-src " + sources + ";";

    assertThat(
            PagePolicy.allowing(
                List.of(), new LoginForms(List.of(), new MethodFiles(List.of())), frame))
        .contains(quoted);
    assertThat(PagePolicy.ofForm(URI.create("/"), frame)).contains(quoted);
    assertThat(PagePolicy.ofText(frame, false)).contains(quoted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#0f6b57", "#000000", "#c2185b", "#1a56db", "#8a4b00"})
  void a_colour_that_can_be_read_makes_two_modes(String color) {
    assertThat(frame(null, null, color, null, null).css())
        .contains("--accent: " + color, "prefers-color-scheme: dark");
  }

  @ParameterizedTest
  @CsvSource({
    "green, gatehouse.page.color must be a colour such as #0f6b57",
    "#07c160, gatehouse.page.color is too light for white text on it",
    "#777777, gatehouse.page.color is too light for white text on it",
  })
  void a_colour_that_cannot_be_read_is_refused(String color, String message) {
    assertThatThrownBy(() -> frame(null, null, color, null, null)).hasMessageContaining(message);
  }

  private static HtmlFrame frame(
      @Nullable String name,
      @Nullable String logo,
      @Nullable String color,
      @Nullable String terms,
      @Nullable String privacy) {
    return new HtmlFrame(new PageProperties(name, logo, color, terms, privacy), true, "");
  }
}
