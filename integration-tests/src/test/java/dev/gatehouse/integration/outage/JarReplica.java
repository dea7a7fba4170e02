package dev.gatehouse.integration.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.testkit.service.TestKeys;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A replica that can be killed: the finished jar in a process of its own, for tests that run after
 * packaging. Started and killed by one thread, called by any.
 */
final class JarReplica implements AutoCloseable {

  private final int port = FreePort.next();
  private final int managementPort = FreePort.next();
  private final LoginCalls management = new LoginCalls(managementPort);
  private final LoginCalls calls = new LoginCalls(port);
  private final Path log = Path.of("target", "replica-" + port + ".log");
  private final List<String> settings = new ArrayList<>();

  /** Odd while it is up; a change means that it was killed or started in between. */
  private final AtomicInteger turn = new AtomicInteger();

  private volatile Process process;

  private JarReplica(
      WeChatSimulator weChat,
      String url,
      String username,
      String password,
      Duration drain,
      Map<String, String> more) {
    settings.add("--server.port=" + port);
    settings.add("--server.address=127.0.0.1");
    settings.add("--management.server.port=" + managementPort);
    settings.add("--gatehouse.shutdown.drain=" + drain.toMillis() + "ms");
    settings.add("--gatehouse.public-url=http://127.0.0.1:" + port);
    settings.add("--gatehouse.session.signing-keys=" + TestKeys.file());
    settings.add("--gatehouse.limits.requests-per-minute=0");
    settings.add("--gatehouse.wechat.api-base-url=" + weChat.baseUrl());
    // The database is on trial, not how fast this machine plays WeChat.
    settings.add("--gatehouse.wechat.connect-timeout=15s");
    settings.add("--gatehouse.wechat.read-timeout=15s");
    settings.add("--gatehouse.wechat.deadline=15s");
    for (String channel : List.of("web", "app")) {
      String app = "--gatehouse.wechat.apps." + channel;
      settings.add(app + ".id=" + weChat.appId(channel));
      settings.add(app + ".secret=" + weChat.secret(channel));
    }
    settings.add("--spring.datasource.url=" + url);
    settings.add("--spring.datasource.username=" + username);
    settings.add("--spring.datasource.password=" + password);
    more.forEach((name, value) -> settings.add("--" + name + "=" + value));
    process = launch();
  }

  /** Starts one and returns when it takes calls. */
  static JarReplica start(WeChatSimulator weChat, String url, String username, String password) {
    return start(weChat, url, username, password, Duration.ZERO);
  }

  /**
   * The same.
   *
   * @param drain how long it goes on answering when it is to stop
   */
  static JarReplica start(
      WeChatSimulator weChat, String url, String username, String password, Duration drain) {
    return new JarReplica(weChat, url, username, password, drain, Map.of());
  }

  /**
   * The same, which stops at once.
   *
   * @param more settings
   */
  static JarReplica start(
      WeChatSimulator weChat,
      String url,
      String username,
      String password,
      Map<String, String> more) {
    return new JarReplica(weChat, url, username, password, Duration.ZERO, more);
  }

  int port() {
    return port;
  }

  LoginCalls calls() {
    return calls;
  }

  /** Whether it has been up all the time since the same call said {@code turn}. */
  boolean upSince(int turn) {
    return turn % 2 == 1 && turn == this.turn.get();
  }

  int turn() {
    return turn.get();
  }

  /** SIGKILL: requests in flight are never answered. */
  void kill() {
    turn.incrementAndGet();
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; the result is its exit status, once there is one. */
  CompletableFuture<Integer> terminate() {
    turn.incrementAndGet();
    process.destroy();
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Whether it says that requests may be sent to it. */
  boolean isReady() {
    try {
      return readiness() == 200;
    } catch (UncheckedIOException notThere) {
      return false;
    }
  }

  /** The status with which it says so. */
  int readiness() {
    return management.get("/actuator/health/readiness").status();
  }

  /** Starts it on the same port and returns when it takes calls. */
  void startAgain() {
    process = launch();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private Process launch() {
    try {
      Process started = GatehouseJar.command(GatehouseJar.SMALL, settings).start();
      CompletableFuture<Boolean> up = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> readOutput(started, up));
      if (!up.orTimeout(2, TimeUnit.MINUTES).join()) {
        throw new IllegalStateException("the service did not start; see " + log.toAbsolutePath());
      }
      turn.incrementAndGet();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOutput(Process started, CompletableFuture<Boolean> up) {
    try (BufferedReader output = started.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (line.contains("Started GatehouseApplication")) {
          up.complete(true);
        }
      }
    } catch (IOException killed) {
      // Its output ends with it.
    }
    up.complete(false);
  }
}
