package dev.gatehouse.domain.user;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name to show to people: neither unique nor stable, and never a key.
 *
 * @param value with something to see in it, at most {@value #MAX_LENGTH} code points, without
 *     control and format characters or broken surrogates (SEC-17)
 */
public record UserName(String value) {

  /** The longest name, in code points: the width of the stored column. */
  public static final int MAX_LENGTH = 64;

  // Controls, broken surrogates, line and paragraph separators, and the format characters, which
  // reorder or hide the text around them (Unicode TR 36, "Bidirectional Text Spoofing") or are
  // nothing to see. Joiner and non-joiner stay: emoji and Persian need them.
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cf}\\u2028\\u2029&&[^\\u200C\\u200D]]");

  // Blanks, and what takes room or changes its neighbours and shows nothing by itself: joiners,
  // fillers of Hangul and Braille, variation selectors.
  private static final Pattern BLANK =
      Pattern.compile(
          "[\\s\\p{Z}\\u200C\\u200D\\u034F\\u115F\\u1160\\u3164\\uFFA0\\u2800"
              + "\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]*");

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /**
   * @throws IllegalArgumentException if the value breaks a rule above
   */
  public UserName {
    if (BLANK.matcher(value).matches()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    if (codePoints(value) > MAX_LENGTH) {
      throw new IllegalArgumentException("name must not be over " + MAX_LENGTH + " code points");
    }
    if (FORBIDDEN.matcher(value).find()) {
      throw new IllegalArgumentException("name must not contain control or format characters");
    }
  }

  /**
   * Makes a name of hostile text: forbidden characters go, surrounding blanks go, and what is too
   * long is cut between two characters as a reader sees them.
   *
   * @return empty if nothing that can be shown is left
   */
  public static Optional<UserName> from(String text) {
    String clean = cut(FORBIDDEN.matcher(text).replaceAll("").strip()).strip();
    return BLANK.matcher(clean).matches() ? Optional.empty() : Optional.of(new UserName(clean));
  }

  private static String cut(String text) {
    if (codePoints(text) <= MAX_LENGTH) {
      return text;
    }
    Matcher grapheme = GRAPHEME.matcher(text);
    int end = 0;
    while (grapheme.find() && text.codePointCount(0, grapheme.end()) <= MAX_LENGTH) {
      end = grapheme.end();
    }
    // One "character" of more than 64 code points is an attack, not a name: cut it anywhere.
    return text.substring(0, end > 0 ? end : text.offsetByCodePoints(0, MAX_LENGTH));
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }
}
