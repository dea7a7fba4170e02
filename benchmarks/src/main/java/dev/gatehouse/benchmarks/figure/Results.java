package dev.gatehouse.benchmarks.figure;

import dev.gatehouse.benchmarks.service.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What has been measured so far, by scenario. A scenario that is measured again replaces what was
 * there of it, so all that is compared with each other comes from one session.
 */
public record Results(Map<String, Session> scenarios) {

  /**
   * One session of one scenario.
   *
   * @param measured when it ended, as an instant
   * @param machine what it ran on, in words
   * @param settings the options that shaped it
   */
  public record Session(
      String measured,
      String commit,
      String machine,
      String settings,
      List<Measurement> measurements) {

    /** What was measured of the services. */
    public List<Measurement> ofServices() {
      return measurements.stream().filter(each -> !each.subject().equals(Machine.SUBJECT)).toList();
    }

    /** How much the machine did beside it. */
    public String quiet() {
      return measurements.stream()
          .filter(each -> each.subject().equals(Machine.SUBJECT))
          .map(each -> each.metric() + " " + each.text())
          .collect(Collectors.joining(", "));
    }

    /** Empty if that was not measured. */
    public Optional<Measurement> find(String subject, String metric) {
      return measurements.stream()
          .filter(each -> each.subject().equals(subject) && each.metric().equals(metric))
          .findFirst();
    }

    /** What each subject's figures are beside those of the older one that it stands for. */
    public List<Measurement> besideBefore() {
      return measurements.stream()
          .flatMap(each ->
              Subject.before(each.subject()).flatMap(older -> find(older, each.metric())).stream()
                  .flatMap(older -> each.times(older).stream()))
          .toList();
    }

    /**
     * A line for each figure of ours that is measured beside an older one's: whether the change
     * pays, costs, or neither can be said.
     */
    public List<String> verdicts() {
      return besideBefore().stream()
          .filter(each -> Verdict.METRICS.contains(each.metric()))
          .map(each ->
              "%s, %s: %s"
                  .formatted(each.subject(), each.metric(), Verdict.text(each, disturbance())))
          .toList();
    }

    /** What kept the machine from being quiet, in words; empty if it was quiet. */
    public Optional<String> disturbance() {
      return Machine.disturbance(measurements);
    }

    /**
     * How many times the second subject's figure the first one's is: the median of what it is in
     * each round, so that a slow minute of the machine, which meets both, changes little. Empty if
     * either was not measured.
     */
    public OptionalDouble ratio(String subject, String other, String metric) {
      Optional<Measurement> ours = find(subject, metric);
      Optional<Measurement> theirs = find(other, metric);
      if (ours.isEmpty() || theirs.isEmpty()) {
        return OptionalDouble.empty();
      }
      List<Double> a = ours.get().values();
      List<Double> b = theirs.get().values();
      return OptionalDouble.of(
          a.size() == b.size()
              ? Measurement.median(
                  IntStream.range(0, a.size()).mapToObj(i -> a.get(i) / b.get(i)).toList())
              : ours.get().median() / theirs.get().median());
    }
  }

  public Results {
    scenarios = new TreeMap<>(scenarios);
  }

  /** An empty one if there is no such file. */
  public static Results read(Path file) throws IOException {
    return Files.exists(file)
        ? JsonMapper.shared().readValue(Files.readString(file), Results.class)
        : new Results(Map.of());
  }

  public void write(Path file) throws IOException {
    Files.writeString(
        file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
  }

  /** Empty if that scenario was not measured. */
  public Optional<Session> find(String scenario) {
    return Optional.ofNullable(scenarios.get(scenario));
  }
}
