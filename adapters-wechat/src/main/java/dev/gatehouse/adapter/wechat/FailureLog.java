package dev.gatehouse.adapter.wechat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of calls that failed. Each leaves a line that carries its traceId; one that
 * the operator has to act on is an ERROR, at most once a minute for each cause. Thread-safe.
 */
final class FailureLog {

  static final Duration QUIET = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

  private final Clock clock;

  /** By cause. Causes are error numbers that we know, times channels: few. */
  private final Map<String, Told> told = new HashMap<>();

  private record Told(Instant when, long keptQuietSince) {}

  FailureLog(Clock clock) {
    this.clock = clock;
  }

  /** A call that failed. */
  void add(WeChatApp app, CallFailure failure) {
    String line = line(app, failure.message());
    if (!failure.errmsg().isEmpty()) {
      line += ": " + failure.errmsg();
    }
    if (!failure.check().isEmpty()) {
      add(line(app, failure.message()), line, failure.check());
      return;
    }
    switch (failure.outcome()) {
      case BREAKER_OPEN -> log.debug(line);
      case REJECTED, RESTRICTED, PREVIEW -> log.info(line);
      default -> log.warn(line);
    }
  }

  /**
   * Something that the operator has to act on.
   *
   * @param check what to look at
   */
  void add(WeChatApp app, String trouble, String check) {
    add(line(app, trouble), line(app, trouble), check);
  }

  private void add(String cause, String line, String check) {
    long keptQuiet = keptQuiet(cause);
    if (keptQuiet < 0) {
      log.info(line);
    } else if (keptQuiet == 0) {
      log.error("{}. Check {}", line, check);
    } else {
      log.error("{}. Check {}. {} more since the last such line", line, check, keptQuiet);
    }
  }

  private static String line(WeChatApp app, String trouble) {
    return trouble + " (channel " + app.channel() + ")";
  }

  /** How often the cause was not told since it last was; -1 if it is not to be told now either. */
  private long keptQuiet(String cause) {
    Instant now = clock.instant();
    synchronized (told) {
      Told last = told.get(cause);
      if (last != null && now.isBefore(last.when().plus(QUIET))) {
        told.put(cause, new Told(last.when(), last.keptQuietSince() + 1));
        return -1;
      }
      told.put(cause, new Told(now, 0));
      return last == null ? 0 : last.keptQuietSince();
    }
  }
}
