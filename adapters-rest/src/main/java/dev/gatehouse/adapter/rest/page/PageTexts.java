package dev.gatehouse.adapter.rest.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.ProblemTexts;
import dev.gatehouse.domain.identity.LoginMethod;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of our pages, and the templates in which they stand. The adapter of a login method may
 * bring its own for what the page says of that method, in the bundle that has its words for
 * problems.
 */
final class PageTexts {

  private static final String GENERAL = "dev.gatehouse.adapter.rest.page";

  private PageTexts() {}

  /** A template that lies beside this class; what fills it is escaped (SEC-17). */
  static Template template(String name) {
    return compile(new String(PageAsset.bytes(name), UTF_8));
  }

  /** A template; what fills it is escaped (SEC-17). */
  static Template compile(String template) {
    return Mustache.compiler()
        .emptyStringIsFalse(true)
        .withEscaper(text -> HtmlUtils.htmlEscape(text, UTF_8.name()))
        .compile(template);
  }

  /** What a page says of its own language. */
  static String tag(Locale language) {
    return language.equals(Locale.CHINESE) ? "zh-CN" : language.getLanguage();
  }

  /** All general words by their keys. */
  static Map<String, String> all(Locale language) {
    ResourceBundle bundle = ProblemTexts.bundle(GENERAL, language);
    return bundle.keySet().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), bundle::getString));
  }

  /**
   * The text of a key in the words of a login method that is installed.
   *
   * @param variant what may follow the key after a dot; empty for nothing
   */
  static String text(String key, String variant, Locale language, LoginMethod method) {
    return ProblemTexts.ofMethod(key + "." + variant, language, method)
        .or(() -> ProblemTexts.ofMethod(key, language, method))
        .orElseGet(() -> ProblemTexts.bundle(GENERAL, language).getString(key));
  }
}
