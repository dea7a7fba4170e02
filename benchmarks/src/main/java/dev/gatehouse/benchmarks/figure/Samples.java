package dev.gatehouse.benchmarks.figure;

import java.util.Arrays;

/** Durations in nanoseconds. Not thread-safe. */
public final class Samples {

  private long[] values;
  private int size;

  /** There is room for more than are expected. */
  public Samples(int expected) {
    values = new long[expected];
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2 + 1);
    }
    values[size++] = value;
  }

  /**
   * The value that the given share of the samples does not exceed, in microseconds.
   *
   * @param share from 0 to 1; 0.5 is the median
   */
  public double micros(double share) {
    if (size == 0) {
      throw new IllegalStateException("no samples");
    }
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int rank = Math.max(1, (int) Math.ceil(share * size));
    return sorted[rank - 1] / 1_000.0;
  }
}
