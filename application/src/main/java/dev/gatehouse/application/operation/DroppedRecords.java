package dev.gatehouse.application.operation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what had to be given up and has the log tell of it: at once, then once a minute, and at
 * the end. Thread-safe; a caller waits at most for a line of the log.
 */
public final class DroppedRecords {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final String name;
  private final Consumer<String> log;
  private final LongSupplier nanos;
  private final AtomicLong sum = new AtomicLong();
  private final AtomicLong told = new AtomicLong();
  private final AtomicLong lastTold;
  private volatile String why = "";

  /**
   * @param name of what is lost
   * @param log takes a line
   * @param nanos a clock that only runs forward, in nanoseconds
   */
  public DroppedRecords(String name, Consumer<String> log, LongSupplier nanos) {
    this.name = name;
    this.log = log;
    this.nanos = nanos;
    this.lastTold = new AtomicLong(nanos.getAsLong() - PAUSE.toNanos());
  }

  /**
   * Counts some more.
   *
   * @param reason ends the line of the log
   */
  public void add(int count, String reason) {
    if (count > 0) {
      why = reason;
      sum.addAndGet(count);
      tellInTime();
    }
  }

  /** How many were given up since the start. */
  public long sum() {
    return sum.get();
  }

  /** Says what has not been said yet, unless it was not long ago that something was. */
  public void tellInTime() {
    long last = lastTold.get();
    long now = nanos.getAsLong();
    if (sum.get() > told.get()
        && now - last >= PAUSE.toNanos()
        && lastTold.compareAndSet(last, now)) {
      tell();
    }
  }

  /** Logs what has not been logged yet, before the service ends. */
  public void tell() {
    long all = sum.get();
    long known = told.get();
    if (all > known && told.compareAndSet(known, all)) {
      log.accept("%d %s are lost, %d since the start: %s".formatted(all - known, name, all, why));
    }
  }
}
