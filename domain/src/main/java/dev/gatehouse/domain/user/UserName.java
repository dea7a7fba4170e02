package dev.gatehouse.domain.user;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name to show to people: neither unique nor stable, and never a key.
 *
 * @param value not blank, at most {@value #MAX_LENGTH} code points, without control characters,
 *     bidirectional overrides or broken surrogates (SEC-17)
 */
public record UserName(String value) {

  /** The longest name, in code points: the width of the stored column. */
  public static final int MAX_LENGTH = 64;

  // Cc, Cs, line and paragraph separators, and the characters that reorder or hide the text around
  // them (Unicode TR 36, "Bidirectional Text Spoofing"). The zero-width joiner stays: emoji need
  // it.
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /**
   * @throws IllegalArgumentException if the value breaks a rule above
   */
  public UserName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    if (codePoints(value) > MAX_LENGTH) {
      throw new IllegalArgumentException("name must not be over " + MAX_LENGTH + " code points");
    }
    if (FORBIDDEN.matcher(value).find()) {
      throw new IllegalArgumentException("name must not contain control or bidi characters");
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
    return clean.isBlank() ? Optional.empty() : Optional.of(new UserName(clean));
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
