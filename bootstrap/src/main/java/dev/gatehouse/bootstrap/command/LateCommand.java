package dev.gatehouse.bootstrap.command;

import dev.gatehouse.application.operation.OperatorCommand;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A command whose parts are made when it runs: the list of commands needs no settings. */
public record LateCommand(String name, String usage, Supplier<OperatorCommand> command)
    implements OperatorCommand {

  @Override
  public int run(List<String> switches, Consumer<String> output) {
    return command.get().run(switches, output);
  }
}
