package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.application.operation.OperatorCommand;
import java.util.List;
import java.util.function.Consumer;

/** Checks the configuration as a start would, and starts nothing. */
final class CheckConfigCommand implements OperatorCommand {

  private static final int REFUSED = 1;

  private final ConfigurationCheck configuration;

  CheckConfigCommand(ConfigurationCheck configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return "check-config";
  }

  @Override
  public String usage() {
    return "check-config: says what is wrong with the configuration, one line each";
  }

  @Override
  public int run(List<String> switches, Consumer<String> output) {
    if (!switches.isEmpty()) {
      output.accept(usage());
      return MISUSED;
    }
    List<String> problems = configuration.problems();
    problems.forEach(output);
    if (!problems.isEmpty()) {
      return REFUSED;
    }
    output.accept("The configuration is sound.");
    configuration.advice().forEach(output);
    output.accept(
        "Not checked, because nothing is called: whether the database accepts the account, and"
            + " whether login providers accept their ids and secrets.");
    return DONE;
  }
}
