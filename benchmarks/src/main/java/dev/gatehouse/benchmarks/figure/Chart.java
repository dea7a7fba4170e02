package dev.gatehouse.benchmarks.figure;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two rows of bars: what a returning login costs, and how many there are in a second. Grey text and
 * mid tones, so that it can be read on a light page and on a dark one.
 */
public final class Chart {

  private static final int LEFT = 210;
  private static final int WIDTH = 760;
  private static final int BAR = 18;
  private static final int STEP = 26;
  private static final int LONGEST = WIDTH - LEFT - 130;

  private record Bar(String subject, String label, String colour) {}

  private static final List<Bar> BARS =
      List.of(
          new Bar("floor", "the floor: no framework", "#8c959f"),
          new Bar("gatehouse", "Gatehouse, sessions off", "#2da44e"),
          new Bar("gatehouse-sessions", "Gatehouse", "#2da44e"),
          new Bar("handwritten", "by hand, Spring Boot", "#5a8fd6"),
          new Bar("flask", "Flask, gunicorn", "#c98a2b"),
          new Bar("justauth", "JustAuth, Spring Boot", "#c98a2b"));

  private Chart() {}

  /** An SVG image of a session of the scenario {@code login}. */
  public static String of(Results.Session session) {
    StringBuilder body = new StringBuilder();
    int y = panel(body, session, 8, "CPU per login, milliseconds (less is better)", Metric.CPU);
    y =
        panel(
            body,
            session,
            y + 16,
            "logins per second on the same machine (more is better)",
            Metric.RATE);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
    aria-label="CPU per login and logins per second of Gatehouse and of what it is compared with" \
    font-family="system-ui, sans-serif" font-size="13" fill="#768390">
    %s</svg>
    """
        .formatted(WIDTH, y + 8, WIDTH, y + 8, body);
  }

  /** Returns where it ends. */
  private static int panel(
      StringBuilder body, Results.Session session, int top, String title, String metric) {
    List<Bar> measured =
        BARS.stream().filter(bar -> session.find(bar.subject(), metric).isPresent()).toList();
    double largest =
        measured.stream()
            .map(bar -> session.find(bar.subject(), metric))
            .flatMap(Optional::stream)
            .mapToDouble(Measurement::median)
            .max()
            .orElse(1);
    body.append(
        "<text x=\"%d\" y=\"%d\" font-weight=\"600\">%s</text>\n".formatted(LEFT, top + 14, title));
    int y = top + 24;
    for (Bar bar : measured) {
      Measurement value = session.find(bar.subject(), metric).orElseThrow();
      double length = Math.max(1, LONGEST * value.median() / largest);
      body.append(
          String.format(
              Locale.ROOT,
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect x="%d" y="%d" width="%.1f" height="%d" rx="2" fill="%s"/>
              <text x="%.1f" y="%d">%s</text>
              """,
              LEFT - 10,
              y + 14,
              bar.label(),
              LEFT,
              y,
              length,
              BAR,
              bar.colour(),
              LEFT + length + 8,
              y + 14,
              Measurement.number(value.median())));
      y += STEP;
    }
    return y;
  }
}
