package dev.gatehouse.benchmarks.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for. {@code bin/bench --help} says what each option means.
 *
 * @param scenarios in the order in which they run; empty for the usual ones
 * @param subjects only these are measured; empty for all
 * @param users the sizes of the database for the scenarios that compare sizes
 * @param sessions the same for sessions
 * @param before a jar of an older Gatehouse, to be measured beside this one
 */
public record Options(
    List<String> scenarios,
    List<String> subjects,
    boolean check,
    boolean profile,
    boolean durable,
    int rounds,
    Duration round,
    Duration warmUp,
    int connections,
    int rate,
    int inFlight,
    Duration soak,
    List<Long> users,
    List<Long> sessions,
    List<String> javaOptions,
    Optional<Path> before,
    Path data,
    Path json) {

  /** What was asked for cannot be done; the message says why. */
  public static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Misuse(String message) {
      super(message);
    }
  }

  /**
   * Reads a command line.
   *
   * @param folder where results and databases are kept if nothing else is said
   */
  public static Options parse(List<String> arguments, Path folder) {
    List<String> scenarios = new ArrayList<>();
    List<String> subjects = List.of();
    List<String> javaOptions = List.of();
    Optional<Path> before = Optional.empty();
    List<Long> users = List.of(10_000L, 10_000_000L);
    List<Long> sessions = List.of(10_000L, 50_000_000L);
    boolean check = false;
    boolean profile = false;
    boolean durable = false;
    boolean quick = arguments.contains("--quick");
    int rounds = quick ? 3 : 9;
    Duration round = Duration.ofSeconds(quick ? 3 : 10);
    Duration warmUp = Duration.ofSeconds(quick ? 6 : 60);
    Duration soak = Duration.ofMinutes(30);
    int connections = 64;
    int rate = 500;
    int inFlight = 10_000;
    Path data = folder.resolve("mysql-bench");
    Optional<Path> json = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--quick" -> {}
        case "--check" -> check = true;
        case "--profile" -> profile = true;
        case "--durable" -> durable = true;
        case "--only" -> subjects = List.of(value(arguments, ++i).split(",", -1));
        case "--rounds" -> rounds = number(arguments, ++i);
        case "--seconds" -> round = Duration.ofSeconds(number(arguments, ++i));
        case "--warm-up" -> warmUp = Duration.ofSeconds(number(arguments, ++i));
        case "--connections" -> connections = number(arguments, ++i);
        case "--rate" -> rate = number(arguments, ++i);
        case "--in-flight" -> inFlight = number(arguments, ++i);
        case "--minutes" -> soak = Duration.ofMinutes(number(arguments, ++i));
        case "--users" -> users = numbers(arguments, ++i);
        case "--sessions" -> sessions = numbers(arguments, ++i);
        case "--java-options" -> javaOptions = words(value(arguments, ++i));
        case "--before" -> before = Optional.of(Path.of(value(arguments, ++i)));
        case "--data" -> data = Path.of(value(arguments, ++i));
        case "--json" -> json = Optional.of(Path.of(value(arguments, ++i)));
        default -> {
          if (argument.startsWith("-")) {
            throw new Misuse("unknown argument " + argument);
          }
          scenarios.add(argument);
        }
      }
    }
    return new Options(
        List.copyOf(scenarios),
        subjects,
        check,
        profile,
        durable,
        rounds,
        round,
        warmUp,
        connections,
        rate,
        inFlight,
        soak,
        users,
        sessions,
        javaOptions,
        before,
        data,
        // What is tried out is not what the pages are made of.
        json.orElse(folder.resolve(before.isPresent() ? "bench-before.json" : "bench.json")));
  }

  public boolean measures(String subject) {
    return subjects.isEmpty() || subjects.contains(subject);
  }

  private static String value(List<String> arguments, int i) {
    if (i >= arguments.size() || arguments.get(i).isBlank()) {
      throw new Misuse(arguments.get(i - 1) + " needs a value");
    }
    return arguments.get(i);
  }

  private static int number(List<String> arguments, int i) {
    String value = value(arguments, i);
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw new Misuse(arguments.get(i - 1) + " takes a number");
    }
    return Integer.parseInt(value);
  }

  private static List<Long> numbers(List<String> arguments, int i) {
    String value = value(arguments, i);
    if (!value.matches("[1-9][0-9]{0,9}(,[1-9][0-9]{0,9})*")) {
      throw new Misuse(arguments.get(i - 1) + " takes numbers, such as 10000,10000000");
    }
    return List.of(value.split(",", -1)).stream().map(Long::valueOf).toList();
  }

  private static List<String> words(String value) {
    return List.of(value.trim().split(" +", -1));
  }
}
