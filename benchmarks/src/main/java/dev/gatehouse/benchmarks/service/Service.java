package dev.gatehouse.benchmarks.service;

import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was started to be measured, or to be in attendance. Ends with {@link #close}. */
public final class Service implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final int port;
  private final Path log;
  private final Process process;
  private final long started = System.nanoTime();

  /**
   * Starts it. It ends with the thread that calls this, at the latest.
   *
   * @param log gets all that it prints
   */
  public Service(String name, int port, Path log, ProcessBuilder command) throws IOException {
    this.name = name;
    this.port = port;
    this.log = log;
    process = bound(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // However this ends, nothing stays behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /**
   * The same command, ended by the kernel with the thread that starts it: a benchmark that is
   * killed runs no hook.
   */
  public static ProcessBuilder bound(ProcessBuilder command) {
    List<String> words = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
    words.addAll(command.command());
    return command.command(words);
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** What it costs, with all that it started. */
  public ProcessFigures figures() {
    return new ProcessFigures(process.toHandle());
  }

  /**
   * Waits until a login succeeds.
   *
   * @return how long that took from its start on
   */
  public Duration awaitLogin(Logins logins, String person)
      throws IOException, InterruptedException {
    String last = "nothing";
    while (System.nanoTime() - started < PATIENCE.toNanos()) {
      if (!process.isAlive()) {
        break;
      }
      try (HttpConnection connection = new HttpConnection(port, PATIENCE)) {
        HttpConnection.Answer answer = connection.exchange(logins.request(person));
        last = answer.status() + " " + answer.body();
        if (answer.status() == 200 || answer.status() == 201) {
          return Duration.ofNanos(System.nanoTime() - started);
        }
      } catch (IOException e) {
        last = "" + e;
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    List<String> lines = Files.readAllLines(log);
    throw new IllegalStateException(
        "%s answers no login; its last answer was %s, and the end of %s:%n%s"
            .formatted(
                name,
                last,
                log,
                String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()))));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      // One that leaves an AOT cache behind takes its time.
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
