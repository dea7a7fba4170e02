package dev.gatehouse.benchmarks.figure;

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
public record Measurement(String subject, String metric, List<Double> values) {

  public Measurement {
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

  /**
   * Where the median lies with a confidence of at least 95 %, from the order of the values alone
   * (the interval of the sign test): it assumes nothing about how they are spread. Empty if there
   * are fewer than six values, of which no such interval can be made.
   */
  Optional<Interval> confidence() {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    // How probable it is that at most 'left' of n values lie below the median.
    double term = Math.pow(0.5, n);
    double below = term;
    int left = -1;
    while (below <= 0.025) {
      left++;
      term = term * (n - left) / (left + 1);
      below += term;
    }
    return left < 0
        ? Optional.empty()
        : Optional.of(new Interval(sorted.get(left), sorted.get(n - 1 - left)));
  }

  /** Both ends belong to it. */
  record Interval(double low, double high) {

    String text() {
      return number(low) + "–" + number(high);
    }
  }

  public double median() {
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
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
  }
}
