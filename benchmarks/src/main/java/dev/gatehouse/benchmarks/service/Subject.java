package dev.gatehouse.benchmarks.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the services that are measured side by side.
 *
 * @param name as on the command line and in results
 * @param command what starts it
 */
public record Subject(String name, Command command) {

  private static final String GATEHOUSE = "gatehouse";
  private static final String BEFORE = "before";

  /**
   * What a service is given to work with.
   *
   * @param database a JDBC URL with account and password
   * @param heap the JVM's largest heap, such as {@code 512m}
   */
  public record Conditions(int port, String database, URI weChat, String heap) {}

  /** Makes the process that serves under the given conditions. */
  @FunctionalInterface
  public interface Command {
    ProcessBuilder on(Conditions conditions);
  }

  /**
   * All of them, ours first.
   *
   * @param before an older Gatehouse, if it is to be measured as well
   */
  public static List<Subject> all(
      GatehouseJar gatehouse, Optional<GatehouseJar> before, Peers peers) {
    List<Subject> all = new ArrayList<>(ofGatehouse(GATEHOUSE, gatehouse));
    before.ifPresent(older -> all.addAll(ofGatehouse(BEFORE, older)));
    all.addAll(ofPeers(peers));
    return all;
  }

  private static List<Subject> ofGatehouse(String name, GatehouseJar jar) {
    return List.of(
        new Subject(name, jar.command(false)), new Subject(name + "-sessions", jar.command(true)));
  }

  /** Whether it is the one of this name, or the older one that is measured beside that. */
  public boolean standsFor(String name) {
    return this.name.equals(name) || before(name).filter(this.name::equals).isPresent();
  }

  /** The name of the older one that is measured beside a subject of ours. */
  public static Optional<String> before(String name) {
    return name.startsWith(GATEHOUSE)
        ? Optional.of(BEFORE + name.substring(GATEHOUSE.length()))
        : Optional.empty();
  }

  private static List<Subject> ofPeers(Peers peers) {
    return List.of(
        new Subject("flask", peers::flask),
        new Subject("justauth", peers::justAuth),
        new Subject("handwritten", peers::handwritten),
        new Subject("floor", peers::floor));
  }
}
