package dev.gatehouse.wechatsimulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** A language of the pages. */
public final class Language {
  static final Language CHINESE = new Language("cn", "zh-CN", Locale.ROOT);
  static final Language ENGLISH = new Language("en", "en", Locale.ENGLISH);

  private final String parameter;
  private final String tag;
  private final Locale locale;

  private Language(String parameter, String tag, Locale locale) {
    this.parameter = parameter;
    this.tag = tag;
    this.locale = locale;
  }

  /** The language of a value of the parameter {@code lang}; Chinese unless it is English. */
  public static Language of(String parameter) {
    return parameter.equals(ENGLISH.parameter) ? ENGLISH : CHINESE;
  }

  /**
   * The language of the parameter {@code lang}; without it, the one that the browser prefers;
   * Chinese by default.
   */
  public static Language of(Request request) {
    String parameter = request.parameter("lang");
    return parameter.isEmpty() ? preferred(request.header("accept-language")) : of(parameter);
  }

  private static Language preferred(String accepted) {
    try {
      Locale preferred =
          Locale.lookup(
              Locale.LanguageRange.parse(accepted), List.of(Locale.CHINESE, Locale.ENGLISH));
      return Locale.ENGLISH.equals(preferred) ? ENGLISH : CHINESE;
    } catch (IllegalArgumentException malformed) {
      return CHINESE;
    }
  }

  /** The value of the parameter {@code lang}. */
  public String parameter() {
    return parameter;
  }

  /** The value of the attribute {@code lang}. */
  public String tag() {
    return tag;
  }

  /**
   * The texts of a bundle in this language.
   *
   * @param bundle the name of the file among the resources, without language and ending
   */
  public Map<String, String> texts(String bundle) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "dev.gatehouse.wechatsimulator." + bundle,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return texts.keySet().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, texts::getString));
  }
}
