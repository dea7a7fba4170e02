package dev.gatehouse.application.browser;

import java.util.Locale;

/**
 * What all pages of this service have around their content: product name, logo, colours, language
 * switch, and links to terms and privacy policy. Thread-safe.
 */
public interface PageFrame {

  /**
   * A page.
   *
   * @param language Chinese or English
   * @param title without the product name
   * @param body HTML, in which everything is escaped already
   * @param chinese address of the same page in Chinese, for the language switch
   * @param english address of the same page in English
   */
  record Page(Locale language, String title, String body, String chinese, String english) {

    /** A page that is switched by the query parameter {@code lang}. */
    public static Page of(Locale language, String title, String body) {
      return new Page(language, title, body, "?lang=zh", "?lang=en");
    }
  }

  /** The whole page as HTML. It has no script and no style within itself. */
  String around(Page page);

  /** The sources for the directive {@code img-src} of a policy, for the images of the frame. */
  String imageSources();
}
