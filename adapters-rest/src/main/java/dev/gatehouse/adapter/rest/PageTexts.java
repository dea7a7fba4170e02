package dev.gatehouse.adapter.rest;

import dev.gatehouse.domain.login.LoginMethod;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The words of the sign-in page. The adapter of a login method may bring its own for what the page
 * says of that method, in the bundle that has its words for problems.
 */
final class PageTexts {

  private static final String GENERAL = "dev.gatehouse.adapter.rest.page";

  private PageTexts() {}

  /** All general words by their keys. */
  static Map<String, String> all(Locale language) {
    ResourceBundle bundle = ProblemTexts.bundle(GENERAL, language);
    return bundle.keySet().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), bundle::getString));
  }

  /** The text of a key in the words of a login method that is installed. */
  static String text(String key, Locale language, LoginMethod method) {
    try {
      return ProblemTexts.bundle(ProblemTexts.OF_METHOD + method.code(), language).getString(key);
    } catch (MissingResourceException none) {
      return ProblemTexts.bundle(GENERAL, language).getString(key);
    }
  }
}
