package dev.gatehouse.adapter.persistence.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Inserts any number of rows into a table with one statement. Thread-safe. */
public final class MultiRowInsert {

  private final String rest;
  private final String row;

  /**
   * @param columns in the order in which the values of a row come
   */
  public MultiRowInsert(String table, String... columns) {
    this.rest =
        " into `%s` (%s) values "
            .formatted(
                table,
                Arrays.stream(columns)
                    .map(column -> "`" + column + "`")
                    .collect(Collectors.joining(", ")));
    this.row = "(" + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
  }

  /** Inserts rows, all or none. */
  public void insert(JdbcOperations jdbc, List<@Nullable Object[]> rows) {
    run("insert", jdbc, rows);
  }

  /**
   * Inserts rows as often as it takes. A row that a lost attempt inserted is not inserted again.
   */
  public void insertOnce(DatabaseRetry retry, JdbcOperations jdbc, List<@Nullable Object[]> rows) {
    retry.call(() -> run("insert", jdbc, rows), () -> run("insert ignore", jdbc, rows));
  }

  private int run(String verb, JdbcOperations jdbc, List<@Nullable Object[]> rows) {
    return jdbc.update(
        verb + rest + String.join(", ", Collections.nCopies(rows.size(), row)),
        rows.stream().flatMap(Arrays::stream).toArray());
  }
}
