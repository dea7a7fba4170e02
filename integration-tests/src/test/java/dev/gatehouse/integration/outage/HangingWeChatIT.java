package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.service.TestKeys;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * SEC-20: the finished jar with 256 MB of heap, and 2,000 logins at once before a WeChat that says
 * nothing.
 */
@Isolated("the clients and the simulator take all that the machine has")
class HangingWeChatIT {

  private static final int LOGINS = 2000;

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /**
   * A second is promised on a machine that has the time. This one may be shared, and the clients
   * run on it too: what is tested is that all logins end as they should; what is printed is how
   * long they took.
   */
  private static final Duration MARGIN = Duration.ofMinutes(3);

  private static final Path OUTPUT = Path.of("target", "hanging-wechat.log");

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final WeChatSimulator weChat = WeChatSimulator.start(0);
  private Process service;
  private LoginCalls calls;
  private LoginCalls management;
  private SessionCalls sessions;

  @BeforeEach
  void start() throws IOException {
    service =
        GatehouseJar.command(List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"), settings())
            .redirectOutput(OUTPUT.toFile())
            .start();
    await().atMost(Duration.ofMinutes(2)).until(() -> ports().size() == 2);
    calls = new LoginCalls(ports().getFirst());
    sessions = new SessionCalls(ports().getFirst());
    management = new LoginCalls(ports().getLast());
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.destroy();
    service.waitFor();
    weChat.close();
  }

  @Test
  @Timeout(600)
  void two_thousand_hanging_logins_all_end_and_leave_the_rest_alive() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(login().answer().status()).isLessThan(300);
    }
    Tokens known = Tokens.ofLogin(login().answer());
    assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
    weChat.reset();
    weChat.always(WeChatEndpoint.ACCESS_TOKEN, Fault.hang());
    List<Timed> logins = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Timed>> calls =
          Stream.generate(() -> threads.submit(this::login)).limit(LOGINS).toList();
      await().atMost(MARGIN).until(() -> weChat.callCount(WeChatEndpoint.ACCESS_TOKEN) > 0);
      assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
      assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(sessions.me(known.access()).status()).isEqualTo(200);
      scrapeWhileLoginsHang();
      for (Future<Timed> call : calls) {
        logins.add(call.get());
      }
    }
    report(logins.stream().map(Timed::took).toList());

    assertThat(logins)
        .allSatisfy(login -> {
          assertThat(login.answer().code()).isEqualTo("provider_unavailable");
          assertThat(login.took()).isLessThan(DEADLINE.plus(MARGIN));
        });
    weChat.clearFaults();
    await()
        .atMost(MARGIN)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> login().answer().status() < 300);
    assertThat(service.isAlive()).isTrue();
  }

  /**
   * How long they take is printed, not judged: clients and simulator fill the machine meanwhile.
   */
  private void scrapeWhileLoginsHang() {
    List<Duration> took = new ArrayList<>();
    double most = 0;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      Answer answer = management.get("/actuator/prometheus");
      took.add(Duration.ofNanos(System.nanoTime() - start));
      assertThat(answer.status()).isEqualTo(200);
      most =
          Math.max(most, Scrape.parse(answer.http().body()).sum("gatehouse_provider_calls_active"));
    }
    List<Duration> sorted = took.stream().sorted().toList();
    System.out.printf(
        "20 scrapes meanwhile, up to %.0f calls in flight: shortest %s, median %s, longest %s%n",
        most, sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast());
    assertThat(most).isPositive();
  }

  private record Timed(Answer answer, Duration took) {}

  private Timed login() {
    HttpRequest.Builder login =
        calls
            .request("/v1/logins")
            .timeout(DEADLINE.plus(MARGIN).plusMinutes(1))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"method":"WX","credential":{"channel":"app","code":"%s"}}\
                    """
                        .formatted(weChat.codeFor("xiaoming", "app"))));
    long start = System.nanoTime();
    Answer answer = calls.send(login);
    return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
  }

  private void report(List<Duration> took) {
    List<Duration> sorted = took.stream().sorted().toList();
    System.out.printf(
        "%d logins, %d of them to a WeChat that hung, deadline %s: median %s, longest %s%n",
        sorted.size(),
        weChat.callCount(WeChatEndpoint.ACCESS_TOKEN),
        DEADLINE,
        sorted.get(sorted.size() / 2),
        sorted.getLast());
  }

  private List<String> settings() {
    return List.of(
        "--server.port=0",
        "--gatehouse.limits.requests-per-minute=0",
        "--management.server.port=0",
        "--gatehouse.shutdown.drain=0s",
        "--gatehouse.public-url=http://127.0.0.1",
        "--gatehouse.session.signing-keys=" + TestKeys.file(),
        "--gatehouse.wechat.api-base-url=" + weChat.baseUrl(),
        "--gatehouse.wechat.read-timeout=" + DEADLINE.toSeconds() + "s",
        "--gatehouse.wechat.deadline=" + DEADLINE.toSeconds() + "s",
        "--gatehouse.wechat.apps.app.id=" + weChat.appId("app"),
        "--gatehouse.wechat.apps.app.secret=" + weChat.secret("app"),
        "--spring.datasource.url=jdbc:h2:mem:jar;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
        "--spring.datasource.username=sa",
        "--spring.datasource.password=trial");
  }

  /** The service's own first, then the management port. */
  private List<Integer> ports() throws IOException {
    assertThat(service.isAlive()).as("the service runs; see %s", OUTPUT).isTrue();
    return STARTED
        .matcher(Files.readString(OUTPUT))
        .results()
        .map(started -> Integer.valueOf(started.group(1)))
        .toList();
  }
}
