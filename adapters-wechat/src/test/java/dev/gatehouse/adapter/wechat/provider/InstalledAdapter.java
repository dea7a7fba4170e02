package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.wechat.resilience.Endpoint;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.testkit.SettableClock;
import feign.Client;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter as installed, with a clock that a test sets and metrics that it reads. */
public final class InstalledAdapter {

  public static final String APP_ID = "wxplanted-id";
  public static final String SECRET = "planted-secret-0123";

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Map<String, WeChatProperties.AppSettings> APPS =
      Map.of(
          "app", TestSettings.app(APP_ID, SECRET),
          "web", TestSettings.app(APP_ID, SECRET),
          "h5", TestSettings.app(APP_ID, SECRET),
          "mini", TestSettings.app(APP_ID, SECRET));

  public final SettableClock clock = new SettableClock();
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private final WeChatIdentityProvider provider;
  private final AtomicInteger codes = new AtomicInteger();

  private InstalledAdapter(WeChatProperties properties) {
    this(properties, WeChatAutoConfiguration.transport(properties));
  }

  private InstalledAdapter(WeChatProperties properties, Client transport) {
    this.provider = WeChatAutoConfiguration.provider(properties, transport, clock, metrics);
  }

  /** With a transport in place of the network. */
  public static InstalledAdapter over(Client transport) {
    return new InstalledAdapter(
        TestSettings.of("http://127.0.0.1:1", APPS, LONG, LONG, 2000), transport);
  }

  /** For a server that answers promptly. */
  public static InstalledAdapter at(String baseUrl) {
    return at(baseUrl, 2000);
  }

  public static InstalledAdapter at(String baseUrl, int maxConcurrent) {
    return new InstalledAdapter(TestSettings.of(baseUrl, APPS, LONG, LONG, maxConcurrent));
  }

  public static InstalledAdapter at(String baseUrl, Duration deadline) {
    return new InstalledAdapter(TestSettings.of(baseUrl, APPS, LONG, deadline, 2000));
  }

  /** With a short deadline, for tests in which no response arrives. */
  public static InstalledAdapter impatientAt(String baseUrl) {
    return impatientAt(baseUrl, 2000);
  }

  public static InstalledAdapter impatientAt(String baseUrl, int maxConcurrent) {
    return new InstalledAdapter(
        TestSettings.of(baseUrl, APPS, LONG, Duration.ofMillis(500), maxConcurrent));
  }

  /** Logs in with a new code. */
  public Authentication login() throws LoginException {
    return login("planted-code-" + codes.incrementAndGet());
  }

  public Authentication login(String code) throws LoginException {
    return login("app", code);
  }

  public Authentication login(String channel, String code) throws LoginException {
    return provider.authenticate(
        new Credential(new LoginMethod("WX"), Map.of("channel", channel, "code", code)));
  }

  /** Logs in with a new code, expects a failure, and returns it. */
  public LoginException failedLogin() {
    return catchThrowableOfType(LoginException.class, this::login);
  }

  public LoginException failedLogin(String channel, String code) {
    return catchThrowableOfType(LoginException.class, () -> login(channel, code));
  }

  /** The number of calls with this outcome. */
  public long calls(Endpoint endpoint, Outcome outcome) {
    return metrics
        .get("gatehouse.provider.calls")
        .tags("endpoint", endpoint.tag(), "outcome", outcome.tag())
        .timer()
        .count();
  }

  /** The number of calls with any outcome. */
  public long calls() {
    return metrics.get("gatehouse.provider.calls").timers().stream().mapToLong(Timer::count).sum();
  }

  public boolean breakerIs(Endpoint endpoint, String state) {
    return metrics
            .get("gatehouse.provider.breaker")
            .tags("endpoint", endpoint.tag(), "state", state)
            .gauge()
            .value()
        == 1;
  }

  public double callsInFlight() {
    return metrics.get("gatehouse.provider.calls.active").gauge().value();
  }
}
