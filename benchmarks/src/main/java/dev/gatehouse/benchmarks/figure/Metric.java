package dev.gatehouse.benchmarks.figure;

/** Names of metrics that more than one package needs, each with its unit. */
public final class Metric {

  public static final String RATE = "logins/s";
  public static final String CPU = "CPU ms per login";
  public static final String INSTRUCTIONS = "1,000 instructions per login";
  public static final String COMPILERS = "of it JIT";
  public static final String DATABASE_CPU = "MySQL's CPU ms";
  public static final String P50 = "p50 ms";
  public static final String P99 = "p99 ms";

  private Metric() {}
}
