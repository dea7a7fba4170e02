package dev.gatehouse.integration.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The machine's own Chromium, driven by Playwright: the one that {@code GATEHOUSE_TEST_CHROMIUM}
 * names, or one on the path. Nothing is downloaded.
 */
public final class Chromium implements AutoCloseable {

  private static final String VARIABLE = "GATEHOUSE_TEST_CHROMIUM";

  /**
   * How long an assertion waits for a page to fulfil it; longer than any page on a busy machine.
   */
  private static final double ASSERTIONS_WAIT_MILLIS = 30_000;

  /** The names that distributions give it; Chrome will do. */
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Playwright playwright;
  private final Browser browser;

  public Chromium() {
    Path executable = executable();
    PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTIONS_WAIT_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    // Its sandbox needs rights that root and most containers do not have, and it sees no page but
    // those that the test itself serves.
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setChromiumSandbox(false));
  }

  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** Fails if there is none: a test that is left out must be left out on purpose. */
  private static Path executable() {
    String given = System.getenv(VARIABLE);
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    List<String> folders = Pattern.compile(File.pathSeparator).splitAsStream(path()).toList();
    return NAMES.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "no Chromium for the tests: install one (on Debian: apt-get install chromium), set "
                    + VARIABLE
                    + " to one, or leave these tests out with bin/test --without-browser"));
  }

  private static String path() {
    String path = System.getenv("PATH");
    return path == null ? "" : path;
  }
}
