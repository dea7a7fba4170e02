package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.connection.PrimaryDataSource;
import dev.gatehouse.adapter.persistence.jdbc.Transactions;
import dev.gatehouse.application.operation.IdentificationForm;
import dev.gatehouse.application.operation.OperatorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds invalid rows and, if asked, mends them in one transaction. Also reports what an adoption of
 * an older database would do.
 */
final class DoctorCommand implements OperatorCommand {

  private static final String MERGE = "--merge";
  private static final String NORMALISE = "--normalise";
  private static final String REMOVE_ORPHANS = "--remove-orphans";
  private static final String DRY_RUN = "--dry-run";
  private static final String ADOPTION = "--adoption";

  private final DatabaseProperties properties;
  private final Supplier<List<IdentificationForm>> forms;

  /**
   * @param forms are asked for only when the command runs
   */
  DoctorCommand(DatabaseProperties properties, Supplier<List<IdentificationForm>> forms) {
    this.properties = properties;
    this.forms = forms;
  }

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String usage() {
    return "doctor [--merge] [--normalise] [--remove-orphans] [--dry-run] | doctor --adoption:"
        + " lists doubled and orphaned login methods and identifications in another form, merges"
        + " users, normalises, removes orphans;"
        + " or shows what the adoption of an older database would do, and changes nothing";
  }

  @Override
  public int run(List<String> switches, Consumer<String> output) {
    if (switches.equals(List.of(ADOPTION))) {
      AdoptionPlan plan = new SchemaMigration(properties.complete()).plan();
      plan.lines().forEach(output);
      return plan.problems().isEmpty() ? DONE : FOUND;
    }
    Set<String> known = Set.of(MERGE, NORMALISE, REMOVE_ORPHANS, DRY_RUN);
    boolean nothingToTry = switches.equals(List.of(DRY_RUN));
    if (!known.containsAll(switches) || nothingToTry) {
      output.accept(usage());
      return MISUSED;
    }
    DatabaseProperties.Complete database = properties.complete();
    DataSource dataSource = PrimaryDataSource.forMigrations(database);
    boolean dryRun = switches.contains(DRY_RUN);
    // Tried first: what cannot be done to the end does not even add a column.
    Examination examination = examine(dataSource, switches, false);
    if (!dryRun) {
      if (examination.merges()) {
        addMarks(dataSource);
      }
      examination = examine(dataSource, switches, true);
    }
    // Only now: what is printed has been committed.
    examination.lines().forEach(output);
    if (dryRun) {
      output.accept("Nothing was changed.");
      return examination.foundNothing() ? DONE : FOUND;
    }
    return examination.leftNothing() ? DONE : FOUND;
  }

  private record Examination(
      List<String> lines, boolean merges, boolean foundNothing, boolean leftNothing) {}

  private static void addMarks(DataSource dataSource) {
    new JdbcTemplate(dataSource)
        .execute(
            (ConnectionCallback<Boolean>)
                connection -> {
                  ColumnMigration.addMarksOfMerge(connection);
                  return true;
                });
  }

  /** Rolled back unless it is meant. */
  private Examination examine(DataSource dataSource, List<String> switches, boolean meant) {
    return new Transactions(dataSource)
        .call(status -> {
          if (!meant) {
            status.setRollbackOnly();
          }
          return examine(JdbcClient.create(dataSource), switches, meant);
        });
  }

  private Examination examine(JdbcClient jdbc, List<String> switches, boolean meant) {
    InvalidLoginRows found = InvalidLoginRows.read(jdbc);
    List<String> lines = new ArrayList<>(found.lines());
    if (switches.contains(MERGE)) {
      lines.addAll(new UserMerge(jdbc, meant).merge(found.doubled()));
    }
    OtherForms others = OtherForms.read(jdbc, forms.get());
    lines.addAll(others.lines());
    OtherForms othersLeft = others;
    if (switches.contains(NORMALISE)) {
      if (switches.contains(MERGE)) {
        lines.addAll(new UserMerge(jdbc, meant).merge(others.groups()));
        othersLeft = OtherForms.read(jdbc, forms.get());
      }
      lines.addAll(othersLeft.normalize(jdbc));
      othersLeft = OtherForms.read(jdbc, forms.get());
    }
    InvalidLoginRows left = InvalidLoginRows.read(jdbc);
    if (switches.contains(REMOVE_ORPHANS)) {
      lines.addAll(new UserMerge(jdbc, meant).remove(left.orphaned()));
      lines.addAll(new UserMerge(jdbc, meant).remove(InvalidLoginRows.read(jdbc).incomplete()));
      left = InvalidLoginRows.read(jdbc);
    }
    lines.add(
        "%d doubled identities, %d orphaned and %d incomplete login methods%s"
            .formatted(
                found.doubled().size(),
                found.orphaned().size(),
                found.incomplete().size(),
                left.isEmpty() && !found.isEmpty() ? "; none is left" : ""));
    if (!others.isEmpty()) {
      lines.add(
          "%d identifications in another form, %d identities doubled once normalised, %d unreadable%s"
              .formatted(
                  others.single().size(),
                  others.doubled().size(),
                  others.unreadable().size(),
                  othersLeft.isEmpty() ? "; none is left" : ""));
    }
    boolean doubled =
        !found.doubled().isEmpty() || (switches.contains(NORMALISE) && !others.doubled().isEmpty());
    return new Examination(
        lines,
        switches.contains(MERGE) && doubled,
        found.isEmpty() && others.isEmpty(),
        left.isEmpty() && othersLeft.isEmpty());
  }
}
