package dev.gatehouse.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as text that a person can read. */
final class Table {

  private Table() {}

  static String of(List<Map<String, Object>> rows) {
    List<String> columns = List.copyOf(rows.getFirst().keySet());
    StringBuilder text = new StringBuilder(line(columns, columns, rows));
    for (Map<String, Object> row : rows) {
      text.append(
          line(columns, columns.stream().map(column -> "" + row.get(column)).toList(), rows));
    }
    return text.toString();
  }

  private static String line(
      List<String> columns, List<String> cells, List<Map<String, Object>> rows) {
    return columns.stream()
            .map(column -> pad(cells.get(columns.indexOf(column)), width(column, rows)))
            .collect(Collectors.joining("  "))
        + "\n";
  }

  private static String pad(String cell, int width) {
    return " ".repeat(width - cell.length()) + cell;
  }

  private static int width(String column, List<Map<String, Object>> rows) {
    return rows.stream()
        .mapToInt(row -> ("" + row.get(column)).length())
        .reduce(column.length(), Math::max);
  }
}
