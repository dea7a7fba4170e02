package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.testkit.SettableClock;
import feign.Client;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter as it is installed, with a hand on its clock and an eye on its metrics. */
final class InstalledAdapter {

  static final String APP_ID = "wxplanted-id";
  static final String SECRET = "planted-secret-0123";

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Map<String, WeChatProperties.AppSettings> APPS =
      Map.of(
          "app", new WeChatProperties.AppSettings(APP_ID, SECRET, null),
          "web", new WeChatProperties.AppSettings(APP_ID, SECRET, null));

  final SettableClock clock = new SettableClock();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private final WeChatIdentityProvider provider;
  private final AtomicInteger codes = new AtomicInteger();

  InstalledAdapter(WeChatProperties properties) {
    this(properties, WeChatAutoConfiguration.transport(properties));
  }

  private InstalledAdapter(WeChatProperties properties, Client transport) {
    this.provider = WeChatAutoConfiguration.provider(properties, transport, clock, metrics);
  }

  /** Over something else than a network. */
  static InstalledAdapter over(Client transport) {
    return new InstalledAdapter(
        TestSettings.of("http://127.0.0.1:1", APPS, LONG, LONG, 2000), transport);
  }

  /** At somebody who answers promptly, or whose answers are not waited for long in vain. */
  static InstalledAdapter at(String baseUrl) {
    return at(baseUrl, 2000);
  }

  static InstalledAdapter at(String baseUrl, int maxConcurrent) {
    return new InstalledAdapter(TestSettings.of(baseUrl, APPS, LONG, LONG, maxConcurrent));
  }

  static InstalledAdapter at(String baseUrl, Duration deadline) {
    return new InstalledAdapter(TestSettings.of(baseUrl, APPS, LONG, deadline, 2000));
  }

  /** With little patience, for tests in which there is nothing to wait for. */
  static InstalledAdapter impatientAt(String baseUrl) {
    return impatientAt(baseUrl, 2000);
  }

  static InstalledAdapter impatientAt(String baseUrl, int maxConcurrent) {
    return new InstalledAdapter(
        TestSettings.of(baseUrl, APPS, LONG, Duration.ofMillis(500), maxConcurrent));
  }

  /** With a code that was never used before. */
  Authentication login() throws LoginException {
    return login("planted-code-" + codes.incrementAndGet());
  }

  Authentication login(String code) throws LoginException {
    return login("app", code);
  }

  Authentication login(String channel, String code) throws LoginException {
    return provider.authenticate(
        new Credential(new LoginMethod("WX"), Map.of("channel", channel, "code", code)));
  }

  /** How a login with a new code ends; it has to fail in a defined way. */
  LoginException failedLogin() {
    return catchThrowableOfType(LoginException.class, this::login);
  }

  LoginException failedLogin(String channel, String code) {
    return catchThrowableOfType(LoginException.class, () -> login(channel, code));
  }

  /** How many calls ended so. */
  long calls(Endpoint endpoint, Outcome outcome) {
    return metrics
        .get("gatehouse.provider.calls")
        .tags("endpoint", endpoint.tag(), "outcome", outcome.tag())
        .timer()
        .count();
  }

  /** How many calls there were, however they ended. */
  long calls() {
    return metrics.get("gatehouse.provider.calls").timers().stream().mapToLong(Timer::count).sum();
  }

  boolean breakerIs(Endpoint endpoint, String state) {
    return metrics
            .get("gatehouse.provider.breaker")
            .tags("endpoint", endpoint.tag(), "state", state)
            .gauge()
            .value()
        == 1;
  }

  double callsInFlight() {
    return metrics.get("gatehouse.provider.calls.active").gauge().value();
  }
}
