package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens for WeChat's server API, one for each app, in memory. Concurrent callers fetch one
 * token once. Replicas need not agree: WeChat gives all of them the same token. Thread-safe.
 */
final class ServerTokens {

  /** WeChat accepts a token this long after it has given a new one. */
  static final Duration OVERLAP = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  ServerTokens(Clock clock) {
    this.clock = clock;
  }

  /** A token that WeChat has just given. */
  record Fetched(String token, Duration lifetime) {

    /** Does not show the token. */
    @Override
    public String toString() {
      return "Fetched[]";
    }
  }

  interface Source {
    Fetched fetch() throws CallFailure;
  }

  /** A token that is valid now: the kept one, or else a new one. */
  String get(WeChatApp app, Source source) throws CallFailure {
    Slot slot = slots.computeIfAbsent(app.channel(), _ -> new Slot());
    slot.lock.lock();
    try {
      Optional<String> kept = slot.validAt(clock.instant());
      return kept.isPresent() ? kept.get() : slot.keep(source.fetch(), clock.instant());
    } finally {
      slot.lock.unlock();
    }
  }

  /** Forgets a token that WeChat refused. A newer one is kept. */
  void drop(WeChatApp app, String token) {
    Slot slot = slots.computeIfAbsent(app.channel(), _ -> new Slot());
    slot.lock.lock();
    try {
      if (slot.token.equals(token)) {
        slot.validUntil = Instant.EPOCH;
      }
    } finally {
      slot.lock.unlock();
    }
  }

  private static final class Slot {
    // Not a monitor: a virtual thread holds it during a call.
    private final ReentrantLock lock = new ReentrantLock();
    private String token = "";
    private Instant validUntil = Instant.EPOCH;

    Optional<String> validAt(Instant now) {
      return now.isBefore(validUntil) ? Optional.of(token) : Optional.empty();
    }

    String keep(Fetched fetched, Instant now) {
      token = fetched.token();
      validUntil = now.plus(fetched.lifetime()).minus(OVERLAP);
      return token;
    }
  }
}
