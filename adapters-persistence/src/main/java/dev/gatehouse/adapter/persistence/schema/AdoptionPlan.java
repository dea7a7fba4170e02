package dev.gatehouse.adapter.persistence.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What one look at an older database found: everything that keeps it from being adopted, or the
 * statements that adopt it.
 *
 * @param problems each names a table, a column or a key, and what to do; empty if it can be adopted
 * @param notes what the operator should know and need not act on
 * @param statements in their order; empty if nothing is left to be done
 */
record AdoptionPlan(List<String> problems, List<String> notes, List<String> statements) {

  AdoptionPlan {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    statements = List.copyOf(statements);
  }

  /**
   * @throws SchemaException with all problems, if there are some
   */
  void requireSound() {
    if (!problems.isEmpty()) {
      throw new SchemaException(
          "the tables user and user_login_method cannot be used as they are. Nothing was changed."
              + " 'java -jar gatehouse.jar doctor --adoption' shows this report again:\n- "
              + String.join("\n- ", problems));
    }
  }

  /** The report, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add("problem    " + problem));
    notes.forEach(note -> lines.add("note       " + note));
    statements.forEach(statement -> lines.add("statement  " + statement));
    lines.add(
        "%d problems, %d notes, %d statements that the adoption would run. Nothing was changed."
            .formatted(problems.size(), notes.size(), statements.size()));
    return lines;
  }
}
