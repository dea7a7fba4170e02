package dev.gatehouse.wechatsimulator.qr;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** A language of the pages. */
final class Language {
  static final Language CHINESE = new Language("cn", "zh-CN", Locale.ROOT);
  static final Language ENGLISH = new Language("en", "en", Locale.ENGLISH);

  private final String parameter;
  private final String tag;
  private final Map<String, String> texts;

  private Language(String parameter, String tag, Locale locale) {
    this.parameter = parameter;
    this.tag = tag;
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "dev.gatehouse.wechatsimulator.qrconnect",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.texts =
        bundle.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(key -> key, bundle::getString));
  }

  /** The language of the parameter {@code lang}; Chinese by default. */
  static Language of(String parameter) {
    return parameter.equals(ENGLISH.parameter) ? ENGLISH : CHINESE;
  }

  /** The value of the parameter {@code lang}. */
  String parameter() {
    return parameter;
  }

  /** The value of the attribute {@code lang}. */
  String tag() {
    return tag;
  }

  Map<String, String> texts() {
    return texts;
  }
}
