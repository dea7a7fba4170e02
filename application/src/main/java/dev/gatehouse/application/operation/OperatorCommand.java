package dev.gatehouse.application.operation;

import java.util.List;
import java.util.function.Consumer;

/**
 * Something that an operator runs from the command line in place of the service: {@code java -jar
 * gatehouse.jar <name> [switches]}. Any adapter may bring commands.
 *
 * <p>Nothing else of the service is started for a command. To make one needs no setting; the
 * command asks for the settings that it needs when it runs. One thread uses it, once.
 */
public interface OperatorCommand {

  /** What the switch with the name of the operator begins with. */
  String BY = "--by=";

  /** The exit status of a command that did what it is for. */
  int DONE = 0;

  /** The exit status for a switch that the command does not know. */
  int MISUSED = 2;

  /** The exit status of a command that found something for the operator to act on. */
  int FOUND = 3;

  /**
   * The word that runs the command.
   *
   * @return lower-case letters and hyphens; no other command has this name
   */
  String name();

  /**
   * The command in the list of commands.
   *
   * @return one line: the name, the switches, then what the command does
   */
  String usage();

  /**
   * Runs the command.
   *
   * @param switches what followed the name, without settings such as {@code --name=value}, but with
   *     {@code --by=NAME}, the name of the operator
   * @param output takes the lines of the result
   * @return the exit status, such as {@link #DONE}
   * @throws RuntimeException if the command failed; it is reported like a failed start of the
   *     service, and the exit status is 1
   */
  int run(List<String> switches, Consumer<String> output);
}
