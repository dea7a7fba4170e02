package dev.gatehouse.benchmarks.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes down what a scenario measures, round by round. Not thread-safe. */
public final class Recording {

  private record Key(String subject, String metric) {}

  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  /** Adds the figure of one more round. */
  public void add(String subject, String metric, double value) {
    values.computeIfAbsent(new Key(subject, metric), _ -> new ArrayList<>()).add(value);
  }

  /** In the order in which they were first taken. */
  public List<Measurement> measurements() {
    return values.entrySet().stream()
        .map(each ->
            new Measurement(each.getKey().subject(), each.getKey().metric(), each.getValue()))
        .toList();
  }
}
