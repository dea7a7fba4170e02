package dev.gatehouse.benchmarks.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was measured in a scenario: a row for each subject, a column for each metric. */
public record Table(List<String> columns, List<List<String>> rows) {

  public static Table of(List<Measurement> measurements) {
    List<String> metrics = measurements.stream().map(Measurement::metric).distinct().toList();
    List<String> columns = new ArrayList<>(List.of(""));
    columns.addAll(metrics);
    List<List<String>> rows = new ArrayList<>();
    for (String subject : measurements.stream().map(Measurement::subject).distinct().toList()) {
      List<String> cells = new ArrayList<>(List.of(subject));
      for (String metric : metrics) {
        cells.add(
            measurements.stream()
                .filter(each -> each.subject().equals(subject) && each.metric().equals(metric))
                .map(Measurement::text)
                .findFirst()
                .orElse(""));
      }
      rows.add(cells);
    }
    return new Table(columns, rows);
  }

  /** For a terminal. */
  public String text() {
    return lines().stream()
        .map(cells ->
            IntStream.range(0, cells.size())
                    .mapToObj(i -> pad(cells.get(i), width(i), i == 0))
                    .collect(Collectors.joining("  "))
                + "\n")
        .collect(Collectors.joining());
  }

  /** For a Markdown page. */
  public String markdown() {
    String rule = "|---" + "|---:".repeat(columns.size() - 1) + "|\n";
    return lines().stream()
        .map(cells ->
            "| " + String.join(" | ", cells) + " |\n" + (cells.equals(columns) ? rule : ""))
        .collect(Collectors.joining());
  }

  private List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>(List.of(columns));
    lines.addAll(rows);
    return lines;
  }

  private int width(int column) {
    return lines().stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
  }

  private static String pad(String cell, int width, boolean left) {
    String blanks = " ".repeat(width - cell.length());
    return left ? cell + blanks : blanks + cell;
  }
}
