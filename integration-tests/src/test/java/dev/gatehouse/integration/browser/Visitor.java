package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A visitor with an own browser, cookies and all. Listens to everything that the browser complains
 * about in any of their tabs.
 */
final class Visitor implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Not every violation is told to the console; those of a policy that only reports are. */
  private static final String TELL_VIOLATIONS =
      """
      addEventListener("securitypolicyviolation", (event) => console.error(
        "violated " + event.effectiveDirective + ": " + event.blockedURI));
      """;

  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();

  Visitor(Browser browser, Browser.NewContextOptions options) {
    context = browser.newContext(options);
    context.addInitScript(TELL_VIOLATIONS);
    context.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        complaints.add(message.text() + " at " + message.location());
      }
    });
    context.onWebError(error -> complaints.add(error.error()));
  }

  /** A new tab. */
  Page tab() {
    return context.newPage();
  }

  BrowserContext context() {
    return context;
  }

  /**
   * Waits until the browser complains of what is expected, asserts that it complained of nothing
   * else, and forgets that.
   */
  void hasHeardNothingBut(String expected) {
    context.waitForCondition(() -> complaints.stream().anyMatch(each -> each.contains(expected)));
    assertThat(complaints).allSatisfy(complaint -> assertThat(complaint).contains(expected));
    complaints.clear();
  }

  /** Asserts that the browser complained of nothing. */
  void hasHeardNothing() {
    assertThat(complaints).isEmpty();
  }

  /** Asserts that axe finds nothing serious, and keeps a picture of what it looked at. */
  static void inspect(Page page, String name) {
    page.waitForLoadState();
    photograph(page, name);
    Set<String> grave = Set.of("serious", "critical");
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .filteredOn(violation -> grave.contains(violation.getImpact()))
        .extracting(Rule::getId, Rule::getHelp, Rule::getNodes)
        .isEmpty();
  }

  /** Keeps a picture of all that is open. */
  void photographEverything(String name) {
    List<Page> pages = context.pages();
    for (int i = 0; i < pages.size(); i++) {
      photograph(pages.get(i), name + "-" + i);
    }
  }

  private static void photograph(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    context.close();
  }
}
