package dev.gatehouse.integration.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.problem.RefusedException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The list of errors and the page of a problem, on the smallest phone and on a large screen. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=0"
    })
@Import(ErrorPagesBrowserTest.Refusals.class)
@Tag("browser")
class ErrorPagesBrowserTest {

  @RegisterExtension static final BrowserExtension BROWSER = new BrowserExtension();

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({
    "errors, zh-CN, 320, DARK",
    "errors, en-US, 320, LIGHT",
    "errors, zh-CN, 1920, LIGHT",
    "errors, en-US, 1920, DARK",
    "nowhere, zh-CN, 320, LIGHT",
    "nowhere, en-US, 320, DARK",
    "nowhere, zh-CN, 1920, DARK",
    "nowhere, en-US, 1920, LIGHT"
  })
  void it_can_be_read_on_each_screen(String path, String language, int width, ColorScheme scheme) {
    Visitor visitor =
        BROWSER.visitor(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, 900)
                .setColorScheme(scheme));
    Page page = visitor.tab();

    page.navigate("http://127.0.0.1:" + port + "/" + path);

    Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    Visitor.inspect(page, String.join("-", path, language, Integer.toString(width)));
    if (path.equals("nowhere")) {
      visitor.hasHeardNothingBut("status of 404");
    }
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void the_page_of_each_problem_fits_the_smallest_phone_and_leads_on(ProblemCode code) {
    for (String language : List.of("zh-CN", "en-US")) {
      Visitor visitor =
          BROWSER.visitor(
              new Browser.NewContextOptions().setLocale(language).setViewportSize(320, 640));
      Page page = visitor.tab();
      page.navigate("http://127.0.0.1:" + port + "/test/problems/" + code);
      visitor.hasHeardNothingBut("status of " + code.status().value());

      Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
      assertThat(page.locator("main a:visible")).hasCount(1);
    }
  }

  @Test
  void the_page_of_a_problem_marks_the_language_that_it_shows() {
    Visitor visitor = BROWSER.visitor("zh-CN");
    Page page = visitor.tab();
    page.navigate("http://127.0.0.1:" + port + "/nowhere");
    assertThat(page.locator("h1:visible")).hasText("地址不存在");
    assertThat(link(page, "中文")).hasCSS("font-weight", "600");
    assertThat(link(page, "English")).hasCSS("font-weight", "400");

    link(page, "English").click();

    assertThat(page.locator("h1:visible")).hasText("Not found");
    assertThat(link(page, "English")).hasCSS("font-weight", "600");
    assertThat(link(page, "中文")).hasCSS("font-weight", "400");
    visitor.hasHeardNothingBut("status of 404");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Refusals {

    @Bean
    RefusingController refusingController() {
      return new RefusingController();
    }
  }

  @RestController
  static class RefusingController {

    @GetMapping("/test/problems/{code}")
    void refuse(@PathVariable("code") ProblemCode code) {
      throw new RefusedException(code);
    }
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
