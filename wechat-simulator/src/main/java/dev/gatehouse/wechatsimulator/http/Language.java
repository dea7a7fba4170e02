package dev.gatehouse.wechatsimulator.http;

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

  /** The language of the parameter {@code lang}; Chinese by default. */
  public static Language of(String parameter) {
    return parameter.equals(ENGLISH.parameter) ? ENGLISH : CHINESE;
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
