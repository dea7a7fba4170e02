package dev.gatehouse.wechatsimulator.qr;

import dev.gatehouse.wechatsimulator.platform.ExpiringMap;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.RandomText;
import dev.gatehouse.wechatsimulator.platform.SimulatorClock;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The logins by QR code. Each is decided at most once. Thread-safe.
 *
 * <p>Methods that change a login return empty for an unknown, expired or decided one.
 */
public final class QrLogins {
  /** WeChat documents no lifetime of QR codes; this is the lifetime of a code. */
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** An expired QR code can still be replaced by a new one. */
  private static final Duration KEPT = Duration.ofHours(2);

  private static final int CAPACITY = 10_000;
  private static final int ID_LENGTH = 16;

  private final WeChatPlatform platform;
  private final SimulatorClock clock;
  private final RandomText random;
  private final ExpiringMap<QrLogin> logins = new ExpiringMap<>(KEPT, CAPACITY);

  public QrLogins(WeChatPlatform platform, SimulatorClock clock, RandomText random) {
    this.platform = platform;
    this.clock = clock;
    this.random = random;
  }

  synchronized QrLogin open(AuthorizationRequest request) {
    Instant now = clock.now();
    var login =
        new QrLogin(
            random.alphanumeric(ID_LENGTH), request, now.plus(LIFETIME), QrLogin.State.WAITING, "");
    logins.put(login.id(), login, now);
    return login;
  }

  /** Finds decided logins too. */
  synchronized Optional<QrLogin> find(String id) {
    Instant now = clock.now();
    return logins.get(id, now).filter(login -> now.isBefore(login.expiresAt()));
  }

  /** The page of the login, with a new QR code; also for a login that expired or was decided. */
  synchronized Optional<String> pageOf(String id) {
    return logins.get(id, clock.now()).map(login -> login.request().page());
  }

  /** A phone has opened the URL in the QR code. */
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

  /** As on WeChat's current pages: the browser stays. */
  Optional<QrLogin> declineSilently(String id) {
    return change(id, login -> login.in(QrLogin.State.DECLINED, ""));
  }

  /** As on WeChat's older pages: the callback has the state and no code. */
  Optional<QrLogin> declineAndReturn(String id) {
    return change(id, login -> login.in(QrLogin.State.DECLINED, login.request().declined()));
  }

  public synchronized void reset() {
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
