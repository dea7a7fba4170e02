package dev.gatehouse.benchmarks.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a benchmark runs on, and how much the machine's other work disturbs it: proc(5), {@code
 * /proc/stat}.
 *
 * @param ticks of all processors so far, by kind: user, nice, system, idle, iowait, irq, softirq,
 *     steal
 */
public record Machine(List<Long> ticks) {

  public static final String SUBJECT = "machine";
  public static final String STEAL = "steal %";
  public static final String BUSY = "busy % before";

  private static final int IDLE_FIELD = 3;
  private static final int IO_FIELD = 4;
  private static final int STEAL_FIELD = 7;
  private static final double MOST_STEAL = 2;
  private static final double MOST_BUSY = 10;

  /** How much more than the slowest round of the floor its fastest one may reach, in percent. */
  private static final double MOST_SPREAD = 20;

  /** As it stands now. */
  public static Machine now() throws IOException {
    return parse(Files.readAllLines(Path.of("/proc/stat")).getFirst());
  }

  /** Of the first line of {@code /proc/stat}. */
  static Machine parse(String line) {
    return new Machine(
        Arrays.stream(line.split(" +")).skip(1).limit(8).map(Long::valueOf).toList());
  }

  /** The share of processor time since then in which anything ran, in percent. */
  public double busySince(Machine then) {
    return 100 - share(then, IDLE_FIELD) - share(then, IO_FIELD);
  }

  /** The share of processor time since then that the machine's host gave to others, in percent. */
  public double stealSince(Machine then) {
    return share(then, STEAL_FIELD);
  }

  private double share(Machine then, int field) {
    long all = sum(ticks) - sum(then.ticks);
    return all == 0 ? 0 : 100.0 * (ticks.get(field) - then.ticks.get(field)) / all;
  }

  private static long sum(List<Long> ticks) {
    return ticks.stream().mapToLong(Long::longValue).sum();
  }

  /** Processor and JDK, in words. */
  public static String text() throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return "%d cores of %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(), processor, Runtime.version().feature());
  }

  /** What kept the machine from being quiet while this was measured; empty if it was quiet. */
  static Optional<String> disturbance(List<Measurement> measurements) {
    List<String> reasons = measurements.stream().flatMap(each -> reason(each).stream()).toList();
    return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons));
  }

  private static Optional<String> reason(Measurement measurement) {
    return Stream.of(
            above(measurement, SUBJECT, STEAL, measurement.median(), MOST_STEAL),
            above(measurement, SUBJECT, BUSY, measurement.median(), MOST_BUSY),
            above(
                measurement,
                "floor",
                Metric.RATE,
                100 * (measurement.max() / measurement.min() - 1),
                MOST_SPREAD))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> above(
      Measurement measurement, String subject, String metric, double value, double most) {
    return measurement.subject().equals(subject)
            && measurement.metric().equals(metric)
            && value > most
        ? Optional.of(
            "%s %s %s, at most %s"
                .formatted(
                    subject,
                    metric.equals(Metric.RATE) ? "spread %" : metric,
                    Measurement.number(value),
                    Measurement.number(most)))
        : Optional.empty();
  }
}
