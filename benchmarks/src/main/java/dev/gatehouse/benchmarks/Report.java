package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.figure.Chart;
import dev.gatehouse.benchmarks.figure.Measurement;
import dev.gatehouse.benchmarks.figure.Results;
import dev.gatehouse.benchmarks.figure.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** Puts what was measured into the documentation, so that no figure there is typed by hand. */
final class Report {

  static final String BEGIN = "<!-- written by bin/bench report: begin -->\n";
  static final String END = "<!-- written by bin/bench report: end -->\n";

  private Report() {}

  /**
   * Rewrites the tables of docs/performance.md and the chart.
   *
   * @param root the project's folder
   */
  static void write(Results results, Path root) throws IOException {
    Path page = root.resolve("docs/performance.md");
    Files.writeString(page, insert(Files.readString(page), figures(results)));
    Path chart = root.resolve("docs/images/performance.svg");
    if (results.find("login").isPresent()) {
      Files.writeString(chart, Chart.of(results.find("login").orElseThrow()));
    }
  }

  /** The page with the figures in place of what is between the markers. */
  static String insert(String page, String figures) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException("the page has not both markers: " + BEGIN + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + figures + "\n" + page.substring(end);
  }

  /** All of it as Markdown. */
  static String figures(Results results) {
    StringBuilder text = new StringBuilder("### Goals\n\n").append(goals(results));
    for (Map.Entry<String, Results.Session> each : results.scenarios().entrySet()) {
      Results.Session session = each.getValue();
      text.append(
          "\n### %s\n\nMeasured %s at commit %s on %s; %s. %s.\n\n%s"
              .formatted(
                  each.getKey(),
                  session.measured(),
                  session.commit(),
                  session.machine(),
                  session.settings(),
                  session
                      .disturbance()
                      .map(reason -> "The machine was not quiet: " + reason)
                      .orElse("The machine was quiet: " + session.quiet()),
                  Table.of(session.ofServices()).markdown()));
    }
    return text.toString();
  }

  private static String goals(Results results) {
    StringBuilder text =
        new StringBuilder(
            "| scenario | figure | measured | goal | `--check` |\n|---|---|---:|---:|---:|\n");
    for (Goal goal : Goal.ALL) {
      OptionalDouble value = goal.measured(results);
      if (value.isPresent()) {
        String sign = goal.atLeast() ? "≥ " : "≤ ";
        text.append(
            "| %s | %s | %s%s | %s | %s |\n"
                .formatted(
                    goal.scenario(),
                    goal.text(),
                    Measurement.number(value.getAsDouble()),
                    verdict(goal, value.getAsDouble(), results),
                    sign + Measurement.number(goal.goal()),
                    sign + Measurement.number(goal.limit())));
      }
    }
    return text.toString();
  }

  private static String verdict(Goal goal, double value, Results results) {
    if (results.find(goal.scenario()).flatMap(Results.Session::disturbance).isPresent()) {
      return " (no verdict)";
    }
    return goal.reachedBy(value) ? "" : " (not reached)";
  }
}
