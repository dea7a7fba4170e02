package dev.gatehouse.adapter.phone.limit;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most events within any period of a length.
 *
 * @param most at least 1
 * @param within at most 30 days
 */
record Limit(int most, Duration within) {

  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,5})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(30);

  /**
   * @throws IllegalArgumentException if one of the two is out of bounds
   */
  public Limit {
    if (most < 1 || within.toSeconds() < 1 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a limit is such as 5/1h, within 1s to 30d");
    }
  }

  /**
   * Reads a limit such as {@code 5/1h}.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Limit valueOf(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("a limit is such as 5/1h");
    }
    long length = Long.parseLong(form.group(2));
    Duration within =
        switch (form.group(3)) {
          case "s" -> Duration.ofSeconds(length);
          case "m" -> Duration.ofMinutes(length);
          case "h" -> Duration.ofHours(length);
          default -> Duration.ofDays(length);
        };
    return new Limit(Integer.parseInt(form.group(1)), within);
  }

  /** A share of this limit, at least one event. */
  Limit share(double share) {
    return new Limit(Math.max(1, (int) (most * share)), within);
  }
}
