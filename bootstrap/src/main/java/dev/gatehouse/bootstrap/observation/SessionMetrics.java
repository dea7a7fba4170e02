package dev.gatehouse.bootstrap.observation;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionObserver;
import dev.gatehouse.application.session.SessionRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts what happens to sessions. Thread-safe. */
final class SessionMetrics implements SessionObserver {

  private final Counter opened;
  private final Counter refreshed;
  private final Map<SessionRefusal, Counter> refused = new EnumMap<>(SessionRefusal.class);
  private final Map<SessionEndReason, Counter> ended = new EnumMap<>(SessionEndReason.class);

  SessionMetrics(MeterRegistry registry) {
    this.opened =
        Counter.builder("gatehouse.sessions.opened")
            .description("sessions opened by a login")
            .register(registry);
    this.refreshed =
        Counter.builder("gatehouse.sessions.refreshed")
            .description("refresh tokens traded for their successors")
            .register(registry);
    for (SessionRefusal why : SessionRefusal.values()) {
      refused.put(
          why,
          Counter.builder("gatehouse.sessions.refused")
              .description("requests refused for the sake of a session")
              .tag("reason", why.word())
              .register(registry));
    }
    for (SessionEndReason why : SessionEndReason.values()) {
      ended.put(
          why,
          Counter.builder("gatehouse.sessions.ended")
              .description("sessions ended before their time")
              .tag("reason", why.word())
              .register(registry));
    }
  }

  @Override
  public void opened() {
    opened.increment();
  }

  @Override
  public void refreshed() {
    refreshed.increment();
  }

  @Override
  public void ended(SessionEnd end) {
    requireNonNull(ended.get(end.why())).increment(end.sessions());
  }

  @Override
  public void refused(SessionRefusal why) {
    requireNonNull(refused.get(why)).increment();
  }
}
