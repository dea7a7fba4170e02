package dev.gatehouse.adapter.rest.page;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The shades of one colour that our pages need, in light and in dark mode. All of them can be read
 * (WCAG 2.2, 1.4.3).
 *
 * @param rgb 24 bits
 */
record PageColors(int rgb) {

  private static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}");

  /** The contrast that text needs. */
  private static final double READABLE = 4.5;

  private static final int WHITE = 0xffffff;
  private static final int BLACK = 0;

  /** The ground of a card in dark mode; page.css says the same. */
  private static final int DARK_CARD = 0x18211e;

  private static final double STEP = 0.05;

  /**
   * Reads a colour.
   *
   * @throws IllegalArgumentException that says the rule, if it has another form, or is too light
   *     for white text on it
   */
  static PageColors of(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a colour such as #0f6b57");
    }
    PageColors colors = new PageColors(Integer.parseInt(text.substring(1), 16));
    if (contrast(colors.rgb, WHITE) < READABLE) {
      throw new IllegalArgumentException(
          "is too light for white text on it: choose a darker one (contrast of 4.5 to white)");
    }
    return colors;
  }

  /** Rules that replace those of page.css. */
  String css() {
    int light = rgb;
    while (contrast(light, DARK_CARD) < READABLE + 1) {
      light = mixed(light, WHITE, STEP);
    }
    return """

    :root { --accent: %s; --accent-strong: %s; --on-accent: #ffffff; }
    @media (prefers-color-scheme: dark) {
      :root { --accent: %s; --accent-strong: %s; --on-accent: #000000; }
    }
    """
        .formatted(
            hex(rgb), hex(mixed(rgb, BLACK, 0.2)), hex(light), hex(mixed(light, WHITE, 0.3)));
  }

  private static String hex(int color) {
    return String.format(Locale.ROOT, "#%06x", color);
  }

  private static int mixed(int color, int other, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = channel(color, shift) * (1 - share) + channel(other, shift) * share;
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }

  private static double contrast(int one, int other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  /** WCAG 2.2, relative luminance. */
  private static double luminance(int color) {
    return 0.2126 * linear(channel(color, 16))
        + 0.7152 * linear(channel(color, 8))
        + 0.0722 * linear(channel(color, 0));
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int channel(int color, int shift) {
    return (color >> shift) & 0xff;
  }
}
