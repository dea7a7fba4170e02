package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.application.operation.OperatorCommand;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings the schema up to date with an account that may change it, so that the service need not.
 */
final class MigrateCommand implements OperatorCommand {

  private final DatabaseProperties properties;

  MigrateCommand(DatabaseProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return "migrate";
  }

  @Override
  public String usage() {
    return "migrate: brings the database schema up to date";
  }

  @Override
  public int run(List<String> switches, Consumer<String> output) {
    if (!switches.isEmpty()) {
      output.accept(usage());
      return MISUSED;
    }
    int scripts = new SchemaMigration(properties.complete()).run();
    output.accept(
        scripts == 0
            ? "The schema was up to date."
            : "The schema is up to date now; scripts run: " + scripts);
    return DONE;
  }
}
