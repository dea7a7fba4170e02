package dev.gatehouse.benchmarks.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How many instructions processes execute in user mode, counted by perf(1). Unlike CPU time it
 * hardly depends on what else the machine does. Many virtual machines cannot count them.
 */
public final class Instructions {

  /**
   * {@code perf stat}, which counts until its command, a {@code cat}, has read its input to the
   * end.
   */
  private final Optional<Process> perf;

  private Instructions(Optional<Process> perf) {
    this.perf = perf;
  }

  /** Begins to count, those of threads that start later, too. */
  public static Instructions count(List<Service> services) {
    String pids = services.stream().map(each -> "" + each.pid()).collect(Collectors.joining(","));
    try {
      return new Instructions(
          Optional.of(
              new ProcessBuilder(
                      "perf", "stat", "-x,", "-e", "instructions:u", "-p", pids, "--", "cat")
                  .redirectErrorStream(true)
                  .start()));
    } catch (IOException e) {
      // There is no perf.
      return new Instructions(Optional.empty());
    }
  }

  /** How many there were; empty if this machine cannot count them. */
  public OptionalDouble stop() throws IOException {
    if (perf.isEmpty()) {
      return OptionalDouble.empty();
    }
    perf.get().getOutputStream().close();
    return parse(new String(perf.get().getInputStream().readAllBytes(), UTF_8));
  }

  /** The count in what {@code perf stat -x,} prints, whose first field it is. */
  static OptionalDouble parse(String output) {
    return output
        .lines()
        .filter(line -> line.contains(",instructions:u,"))
        .map(line -> line.substring(0, line.indexOf(',')))
        .filter(count -> count.matches("[0-9]+"))
        .mapToDouble(Double::parseDouble)
        .findFirst();
  }
}
