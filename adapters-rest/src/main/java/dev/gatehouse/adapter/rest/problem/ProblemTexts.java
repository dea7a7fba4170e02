package dev.gatehouse.adapter.rest.problem;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of problems, in the language that a client prefers among Chinese (the default) and
 * English. The adapter of a login method may bring better words for its own endings, as a resource
 * bundle {@code gatehouse.texts.<code of the method>}.
 */
public final class ProblemTexts {

  private static final String GENERAL = "dev.gatehouse.adapter.rest.problems";

  /** What the name of a bundle with the words of a login method begins with. */
  public static final String OF_METHOD = "gatehouse.texts.";

  private ProblemTexts() {}

  /** The language for an {@code Accept-Language} header, at a cost that is bounded for any text. */
  public static Locale language(@Nullable String acceptLanguage) {
    return acceptLanguage == null ? Locale.CHINESE : AcceptLanguage.best(acceptLanguage);
  }

  /** The general text of a key that there is. */
  public static String text(String key, Locale language) {
    return bundle(GENERAL, language).getString(key);
  }

  /** The text of a key in the words of a login method that is installed. */
  static String text(String key, Locale language, LoginMethod method) {
    return ofMethod(key, language, method).orElseGet(() -> text(key, language));
  }

  /**
   * The text of a key in the words of a login method; empty if it has none for it. A method whose
   * code is {@code X.name} has the words of {@code X}, too.
   */
  public static Optional<String> ofMethod(String key, Locale language, LoginMethod method) {
    return Stream.of(method.code(), method.code().split("\\.", 2)[0])
        .distinct()
        .flatMap(code -> found(OF_METHOD + code, key, language).stream())
        .findFirst();
  }

  /**
   * All texts of a login method whose keys begin with a prefix, by the rest of their keys. Empty if
   * the method has no texts.
   */
  public static Map<String, String> ofMethod(String prefix, LoginMethod method, Locale language) {
    try {
      ResourceBundle bundle = bundle(OF_METHOD + method.code().split("\\.", 2)[0], language);
      return bundle.keySet().stream()
          .filter(key -> key.startsWith(prefix))
          .collect(Collectors.toMap(key -> key.substring(prefix.length()), bundle::getString));
    } catch (MissingResourceException none) {
      return Map.of();
    }
  }

  private static Optional<String> found(String bundle, String key, Locale language) {
    try {
      return Optional.of(bundle(bundle, language).getString(key));
    } catch (MissingResourceException none) {
      return Optional.empty();
    }
  }

  /** A bundle in one of the two languages; a method's words are {@link #OF_METHOD} and its code. */
  public static ResourceBundle bundle(String name, Locale language) {
    // Not the machine's own language in place of a missing one.
    return ResourceBundle.getBundle(
        name,
        language,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
