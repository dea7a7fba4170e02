package dev.gatehouse.wechatsimulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The QR codes on people's screens. Each is decided at most once. Thread-safe.
 *
 * <p>Where a QR code is asked for that never was, has expired or is decided, the answer is empty.
 */
final class QrLogins {
  /** WeChat does not say how long its QR codes live; this is as long as a code. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final int KEPT_AT_MOST = 10_000;
  private static final int ID_LENGTH = 16;

  private final WeChatPlatform platform;
  private final SimulatorClock clock;
  private final RandomText random;
  private final ExpiringMap<QrLogin> logins = new ExpiringMap<>(LIFETIME, KEPT_AT_MOST);

  QrLogins(WeChatPlatform platform, SimulatorClock clock, RandomText random) {
    this.platform = platform;
    this.clock = clock;
    this.random = random;
  }

  synchronized QrLogin open(AuthorizationRequest request) {
    Instant now = clock.now();
    var login = new QrLogin(random.alphanumeric(ID_LENGTH), request, QrLogin.State.WAITING, "");
    logins.put(login.id(), login, now);
    return login;
  }

  /** Decided ones too. */
  synchronized Optional<QrLogin> find(String id) {
    return logins.get(id, clock.now());
  }

  /** A phone has opened what the QR code says. */
  Optional<QrLogin> scan(String id) {
    return change(id, login -> login.in(QrLogin.State.SCANNED, ""));
  }

  Optional<QrLogin> approve(String id, Person person) {
    return change(
        id,
        login -> {
          String code = platform.issueCode(person, login.request().app());
          return login.in(QrLogin.State.APPROVED, login.request().approved(code));
        });
  }

  /** WeChat's current pages: nothing happens in the browser. */
  Optional<QrLogin> declineSilently(String id) {
    return change(id, login -> login.in(QrLogin.State.DECLINED, ""));
  }

  /** WeChat's older wording: the browser is sent back with the state and without a code. */
  Optional<QrLogin> declineAndReturn(String id) {
    return change(id, login -> login.in(QrLogin.State.DECLINED, login.request().declined()));
  }

  synchronized void reset() {
    logins.clear();
  }

  private synchronized Optional<QrLogin> change(String id, Function<QrLogin, QrLogin> change) {
    return find(id)
        .filter(QrLogin::isOpen)
        .map(login -> {
          QrLogin changed = change.apply(login);
          logins.update(id, _ -> changed);
          return changed;
        });
  }
}
