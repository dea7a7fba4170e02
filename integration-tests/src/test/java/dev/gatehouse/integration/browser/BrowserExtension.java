package dev.gatehouse.integration.browser;

import com.microsoft.playwright.Browser;
import dev.gatehouse.integration.support.Chromium;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Gives tests visitors with browsers. After each test none of those browsers may have complained,
 * to its console or of a breach of a page's policy, of anything that the test did not expect.
 */
final class BrowserExtension implements BeforeEachCallback, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

  private final List<Visitor> visitors = new ArrayList<>();
  private Browser browser;

  /** One browser serves all test classes; it ends with the run. */
  @Override
  public void beforeEach(ExtensionContext context) {
    browser =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class)
            .browser();
  }

  /** A visitor whose browser prefers a language, such as {@code en-US}. */
  Visitor visitor(String language) {
    return visitor(new Browser.NewContextOptions().setLocale(language));
  }

  Visitor visitor(Browser.NewContextOptions options) {
    Visitor visitor = new Visitor(browser, options);
    visitors.add(visitor);
    return visitor;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isPresent()) {
        visitors.forEach(visitor ->
            visitor.photographEverything("failed-" + context.getRequiredTestMethod().getName()));
      }
      visitors.forEach(Visitor::hasHeardNothing);
    } finally {
      visitors.forEach(Visitor::close);
      visitors.clear();
    }
  }
}
