package dev.gatehouse.domain.user;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name to show to people: neither unique nor stable, and never a key.
 *
 * @param value at least one visible character, at most {@value #MAX_LENGTH} code points, without
 *     control and format characters, noncharacters or broken surrogates (SEC-17)
 */
public record UserName(String value) {

  /** The longest name, in code points: the width of the stored column. */
  public static final int MAX_LENGTH = 64;

  /** Hostile text is read no further: cleaning stays cheap, and no real name is this long. */
  private static final int MAX_READ = 1024;

  /** Unicode's Prepended_Concatenation_Mark: visible signs, though of category Cf. */
  private static final String PREPENDED =
      "\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\x{110BD}\\x{110CD}";

  /** Unicode's Default_Ignorable_Code_Point, as far as it is not of category Cf. */
  private static final String IGNORABLE =
      "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0"
          + "\\uFFF0-\\uFFF8\\x{E0000}-\\x{E0FFF}";

  // Controls, broken surrogates, noncharacters, line and paragraph separators, and the format
  // characters, which reorder or hide the text around them (Unicode TR 36, "Bidirectional Text
  // Spoofing"). Joiner and non-joiner stay: emoji and Persian need them. So do tags in the flag of
  // a
  // region (Unicode TS 51, "Emoji Tag Sequence"): they are the first group.
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(\\x{1F3F4}[\\x{E0030}-\\x{E0039}\\x{E0061}-\\x{E007A}]{1,6}\\x{E007F})"
              + "|[\\p{Cc}\\p{Cs}\\p{Cf}\\p{IsNoncharacter_Code_Point}\\u2028\\u2029"
              + "&&[^\\u200C\\u200D"
              + PREPENDED
              + "]]");

  // A combining mark shows only on a visible base. The blank of Braille is a symbol to Unicode.
  private static final Pattern VISIBLE =
      Pattern.compile(
          "["
              + PREPENDED
              + "[^\\s\\p{Z}\\p{M}\\p{Cc}\\p{Cs}\\p{Cf}\\p{IsNoncharacter_Code_Point}\\u2800"
              + IGNORABLE
              + "]]");

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  /**
   * @throws IllegalArgumentException if the value breaks a rule above
   */
  public UserName {
    if (codePoints(value) > MAX_LENGTH) {
      throw new IllegalArgumentException("name must not be over " + MAX_LENGTH + " code points");
    }
    if (!VISIBLE.matcher(value).find()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    if (!clean(value).equals(value)) {
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
    String head = text.length() <= MAX_READ ? text : text.substring(0, MAX_READ);
    String name = cut(clean(head).strip()).strip();
    return VISIBLE.matcher(name).find() ? Optional.of(new UserName(name)) : Optional.empty();
  }

  private static String clean(String text) {
    return FORBIDDEN.matcher(text).replaceAll("$1");
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
