package dev.gatehouse.benchmarks.figure;

import java.util.Optional;
import java.util.Set;

/** Whether a change pays, from how many times an older one's figure ours is, round by round. */
enum Verdict {
  PAYS("pays"),
  COSTS("costs"),
  CANNOT_SAY("cannot say");

  /** The figures of which it is known whether more is better. */
  static final Set<String> METRICS =
      Set.of(
          Metric.RATE,
          Metric.CPU,
          Metric.INSTRUCTIONS,
          Metric.DATABASE_CPU,
          Metric.P50,
          Metric.P99);

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /**
   * What the ratios show: something only if all of the interval of confidence lies on one side.
   *
   * @param ratios ours beside the older one's
   */
  static Verdict of(Measurement ratios) {
    boolean moreIsBetter = ratios.metric().equals(Metric.RATE);
    Optional<Measurement.Interval> interval = ratios.confidence();
    if (interval.isEmpty() || (interval.get().low() <= 1 && interval.get().high() >= 1)) {
      return CANNOT_SAY;
    }
    return interval.get().low() > 1 == moreIsBetter ? PAYS : COSTS;
  }

  /**
   * The verdict with what it rests on. There is none if the machine was disturbed.
   *
   * @param disturbance what kept the machine from being quiet
   */
  static String text(Measurement ratios, Optional<String> disturbance) {
    String figures =
        "× "
            + Measurement.number(ratios.median())
            + ratios.confidence().map(each -> " (95 %: " + each.text() + ")").orElse("");
    String verdict =
        disturbance
            .map(reason -> "no verdict, the machine was not quiet: " + reason)
            .orElse(of(ratios).words);
    return figures + ", " + verdict;
  }
}
