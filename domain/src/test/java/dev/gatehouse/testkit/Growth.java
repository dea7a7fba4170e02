package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;

/** How the cost of a parser grows with its input. */
public final class Growth {

  /** Twice the input, three times over. A cost in proportion is 8 times, a square 64 times. */
  private static final int LONGER = 8;

  /** Twice the input may cost three times the work. */
  private static final int MOST = 3 * 3 * 3;

  private static final int RUNS = 60;

  /** Reads text of a client, or refuses it by an exception. */
  @FunctionalInterface
  public interface Parser {
    void read(String text) throws Exception;
  }

  private Growth() {}

  /**
   * Fails if twice the text costs more than three times the work: the ratio of two processor times
   * of this thread, the best of many runs each. The runs alternate: the compiler warms up for both.
   */
  public static void requireLinear(String text, Parser parser) {
    String longText = text.repeat(LONGER);
    long once = Long.MAX_VALUE;
    long longer = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      once = Math.min(once, nanos(parser, text));
      longer = Math.min(longer, nanos(parser, longText));
    }

    assertThat(longer).isLessThanOrEqualTo(MOST * once);
  }

  private static long nanos(Parser parser, String text) {
    var thread = ManagementFactory.getThreadMXBean();
    long begin = thread.getCurrentThreadCpuTime();
    readOrRefuse(parser, text);
    return thread.getCurrentThreadCpuTime() - begin;
  }

  @SuppressWarnings("EmptyCatch") // a refusal is as good as a reading
  private static void readOrRefuse(Parser parser, String text) {
    try {
      parser.read(text);
    } catch (Exception refused) {
      // Its cost counts.
    }
  }
}
