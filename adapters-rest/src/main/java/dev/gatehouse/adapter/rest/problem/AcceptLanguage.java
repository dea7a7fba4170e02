package dev.gatehouse.adapter.rest.problem;

import java.util.Locale;

/**
 * The choice between Chinese (the default) and English for an {@code Accept-Language} header (RFC
 * 9110, section 12.5.4). One pass over a bounded part of the header: the parsers of the JDK and of
 * the container take time that grows faster than the length of the text, so no header may reach
 * them.
 */
final class AcceptLanguage {

  /** Characters that are read. A browser with twenty languages sends some 250. */
  static final int MAX_LENGTH = 1_000;

  private static final int CERTAIN = 1_000;

  private AcceptLanguage() {}

  /** The language with the higher quality; between equals, the first one. */
  static Locale best(CharSequence header) {
    Locale best = Locale.CHINESE;
    int bestQuality = 0;
    int end = Math.min(header.length(), MAX_LENGTH);
    for (int start = 0; start < end; ) {
      int comma = indexOf(',', header, start, end);
      String range = header.subSequence(start, comma).toString();
      int parameter = range.indexOf(';');
      String tag = (parameter < 0 ? range : range.substring(0, parameter)).strip();
      int quality = parameter < 0 ? CERTAIN : quality(range.substring(parameter + 1).strip());
      if (quality > bestQuality && (isIn("zh", tag) || isIn("en", tag))) {
        best = isIn("en", tag) ? Locale.ENGLISH : Locale.CHINESE;
        bestQuality = quality;
      }
      start = comma + 1;
    }
    return best;
  }

  private static int indexOf(char wanted, CharSequence text, int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) != wanted) {
      at++;
    }
    return at;
  }

  /** Whether a tag is the language itself or begins with it ({@code en-GB}). */
  private static boolean isIn(String language, String tag) {
    return tag.regionMatches(true, 0, language, 0, language.length())
        && (tag.length() == language.length() || tag.charAt(language.length()) == '-');
  }

  /** The thousandths of {@code q=0.9}; 0, as for a language that is not wanted, if malformed. */
  private static int quality(String parameter) {
    if (!parameter.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
      return 0;
    }
    return (int) Math.round(Double.parseDouble(parameter.substring(2)) * CERTAIN);
  }
}
