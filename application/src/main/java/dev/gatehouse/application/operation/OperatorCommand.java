package dev.gatehouse.application.operation;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that an operator runs from the command line in place of the service: {@code java -jar
 * gatehouse.jar <name> [switches]}. Any adapter may bring some.
 *
 * <p>Nothing else of the service is started for it, and making one must need no setting: what it
 * needs it asks for when it runs.
 */
public interface OperatorCommand {

  /** The exit status of a command that did what it is for. */
  int DONE = 0;

  /** The exit status for a switch that the command does not know. */
  int MISUSED = 2;

  /** The exit status of a command that found something for the operator to act on. */
  int FOUND = 3;

  /** The word that runs it: lower case letters and hyphens, one meaning for each. */
  String name();

  /** One line for the list of commands: the switches, then what the command does. */
  String usage();

  /**
   * Does it. Failures are thrown, as by a start of the service, and end in status 1.
   *
   * @param switches what followed the name, without settings such as {@code --name=value}
   * @param output takes the lines of the result
   * @return the exit status
   */
  int run(List<String> switches, Consumer<String> output);
}
