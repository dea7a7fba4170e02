package dev.gatehouse.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was measured of one subject, once in each round.
 *
 * @param subject what was measured, such as {@code gatehouse}
 * @param metric what of it, with its unit, such as {@code logins/s}
 * @param values one for each round, in their order; at least one
 */
record Measurement(String subject, String metric, List<Double> values) {

  Measurement {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values of " + subject + ", " + metric + " are missing");
    }
  }

  /** How many times the other's figure it is, round by round; empty if the rounds do not match. */
  Optional<Measurement> times(Measurement other) {
    return values.size() != other.values.size() || other.values.stream().anyMatch(each -> each == 0)
        ? Optional.empty()
        : Optional.of(
            new Measurement(
                subject + ", × " + other.subject,
                metric,
                IntStream.range(0, values.size())
                    .mapToObj(i -> values.get(i) / other.values.get(i))
                    .toList()));
  }

  double median() {
    return median(values);
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** The median and, of more than one value, the smallest and the largest. */
  String text() {
    return values.size() == 1
        ? number(median())
        : number(median()) + " (" + number(min()) + "–" + number(max()) + ")";
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Three digits that count, and whole numbers whole. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }
}
