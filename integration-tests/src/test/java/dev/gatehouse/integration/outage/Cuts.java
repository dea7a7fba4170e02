package dev.gatehouse.integration.outage;

import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Chooses, for a {@link MySqlProxy}, which connections are cut at the worst moments. Thread-safe.
 */
final class Cuts implements Function<String, Optional<Fault>> {

  /** Where a connection was cut: what the replica sent, and how far it got. */
  enum Cut {
    STATEMENT_HALF_SENT(Fault.Simple.LOST_HALFWAY),
    STATEMENT_NOT_ANSWERED(Fault.Simple.LOST_AFTER),
    COMMIT_HALF_SENT(Fault.Simple.LOST_HALFWAY),
    COMMIT_NOT_ANSWERED(Fault.Simple.LOST_AFTER);

    private final Fault.Simple fault;

    Cut(Fault.Simple fault) {
      this.fault = fault;
    }
  }

  /** Every so many is cut. */
  private static final int STATEMENTS = 150;

  private static final int COMMITS = 20;

  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final Map<Cut, Integer> made = new EnumMap<>(Cut.class);

  @Override
  public Optional<Fault> apply(String command) {
    boolean commit = command.toLowerCase(Locale.ROOT).endsWith("commit");
    int number = (commit ? commits : statements).incrementAndGet();
    int every = commit ? COMMITS : STATEMENTS;
    if (number % every != 0) {
      return Optional.empty();
    }
    boolean half = number / every % 2 == 0;
    return Optional.of(
        commit
            ? count(half ? Cut.COMMIT_HALF_SENT : Cut.COMMIT_NOT_ANSWERED)
            : count(half ? Cut.STATEMENT_HALF_SENT : Cut.STATEMENT_NOT_ANSWERED));
  }

  /** How often each was made so far. */
  Map<Cut, Integer> made() {
    synchronized (made) {
      return Map.copyOf(made);
    }
  }

  private Fault count(Cut cut) {
    synchronized (made) {
      made.merge(cut, 1, Integer::sum);
    }
    return cut.fault;
  }
}
