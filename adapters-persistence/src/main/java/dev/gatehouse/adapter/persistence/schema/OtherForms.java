package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.schema.InvalidLoginRows.LoginRow;
import dev.gatehouse.application.operation.IdentificationForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of {@code user_login_method} whose identification is not in the form of its login method.
 * Messages name them by id, never by identification.
 *
 * @param single each is the only row of its identity
 * @param doubled rows of one identity, each group in the order of their ids; at least one row is in
 *     another form
 * @param unreadable rows whose identification is none of the method
 */
record OtherForms(List<Row> single, List<List<Row>> doubled, List<LoginRow> unreadable) {

  private static final String UPDATE =
      "update `user_login_method` set `identification` = ? where `id` = ?";

  /**
   * @param normalized the identification in the form of the method
   */
  record Row(LoginRow row, String normalized) {

    private boolean isInForm() {
      return normalized.equals(row.identification());
    }

    /** The row without the identification. */
    @Override
    public String toString() {
      return row.toString();
    }
  }

  static OtherForms read(JdbcClient jdbc, List<IdentificationForm> forms) {
    OtherForms found = new OtherForms(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (IdentificationForm form : forms) {
      Map<String, List<Row>> byIdentity = new TreeMap<>();
      for (LoginRow row : InvalidLoginRows.of(form.method(), jdbc)) {
        Optional<String> normalized = form.normalized(String.valueOf(row.identification()));
        if (normalized.isEmpty()) {
          found.unreadable.add(row);
        } else {
          byIdentity
              .computeIfAbsent(normalized.get(), _ -> new ArrayList<>())
              .add(new Row(row, normalized.get()));
        }
      }
      byIdentity.values().stream()
          .filter(group -> !group.stream().allMatch(Row::isInForm))
          .forEach(group -> {
            if (group.size() == 1) {
              found.single.add(group.getFirst());
            } else {
              found.doubled.add(group);
            }
          });
    }
    return found;
  }

  boolean isEmpty() {
    return single.isEmpty() && doubled.isEmpty() && unreadable.isEmpty();
  }

  /** The groups as a merge takes them. */
  List<List<LoginRow>> groups() {
    return doubled.stream().map(group -> group.stream().map(Row::row).toList()).toList();
  }

  /** Everything, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    single.forEach(each -> lines.add("other form  " + each.row.method() + " " + each));
    doubled.forEach(group ->
        lines.add(
            "doubled     "
                + group.getFirst().row.method()
                + " "
                + group.stream().map(Row::toString).collect(Collectors.joining(", "))
                + ", once normalised"));
    unreadable.forEach(row -> lines.add("unreadable  " + row.method() + " " + row));
    return lines;
  }

  /** Normalises the single rows; returns what was done, a line each. Needs a transaction. */
  List<String> normalize(JdbcClient jdbc) {
    List<String> lines = new ArrayList<>();
    for (Row each : single) {
      jdbc.sql(UPDATE).param(each.normalized).param(each.row.id()).update();
      lines.add("normalised  login method " + each);
    }
    return lines;
  }
}
