package dev.gatehouse.benchmarks;

import java.net.URI;
import java.util.List;

/**
 * One of the services that are measured side by side.
 *
 * @param name as on the command line and in results
 * @param command what starts it
 */
record Subject(String name, Command command) {

  /**
   * What a service is given to work with.
   *
   * @param database a JDBC URL with account and password
   * @param heap the JVM's largest heap, such as {@code 512m}
   */
  record Conditions(int port, String database, URI weChat, String heap) {}

  /** Makes the process that serves under the given conditions. */
  @FunctionalInterface
  interface Command {
    ProcessBuilder on(Conditions conditions);
  }

  /** All of them, ours first. */
  static List<Subject> all(GatehouseJar gatehouse, Peers peers) {
    return List.of(
        new Subject("gatehouse", gatehouse.command(false)),
        new Subject("gatehouse-sessions", gatehouse.command(true)),
        new Subject("flask", peers::flask),
        new Subject("justauth", peers::justAuth),
        new Subject("handwritten", peers::handwritten),
        new Subject("floor", peers::floor));
  }
}
