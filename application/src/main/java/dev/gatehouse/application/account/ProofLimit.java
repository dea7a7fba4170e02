package dev.gatehouse.application.account;

import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.login.LoginException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how many credentials one session presents, on each replica. Bounded memory; thread-safe.
 */
final class ProofLimit {

  /** The limit for one session in a minute. */
  static final int MOST_PROOFS = 30;

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_SESSIONS = 10_000;

  private final Clock clock;
  private final Map<SessionId, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Window> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  private record Window(Instant end, int proofs) {}

  ProofLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a proof.
   *
   * @throws LoginException.TooManyAttempts if the session has presented too many
   */
  synchronized void count(SessionId session) throws LoginException.TooManyAttempts {
    Instant now = clock.instant();
    Window window = windows.get(session);
    if (window == null || !now.isBefore(window.end())) {
      window = new Window(now.plus(WINDOW), 0);
    }
    if (window.proofs() == MOST_PROOFS) {
      throw new LoginException.TooManyAttempts(
          "one session presents too many credentials", Duration.between(now, window.end()));
    }
    windows.put(session, new Window(window.end(), window.proofs() + 1));
  }
}
