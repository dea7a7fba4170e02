package dev.gatehouse.benchmarks.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.benchmarks.service.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The private MySQL that bin/mysql starts, with a buffer pool that holds ten million users. */
public final class MySql implements AutoCloseable {

  private final Path command;
  private final Path data;
  private final String url;

  /**
   * Starts it.
   *
   * @param durable whether a commit is on disk before it is answered
   */
  public MySql(Path root, Path data, boolean durable) throws IOException, InterruptedException {
    this.command = root.resolve("bin/mysql");
    this.data = data;
    List<String> start = new ArrayList<>(List.of("start", "--memory", "4G", "--data", "" + data));
    if (!durable) {
      start.add("--fast");
    }
    url = run(start).strip();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The URL of a database, which is created at the first connection. */
  public String database(String name) {
    return url.replaceFirst("/gatehouse\\?", "/gatehouse_bench_" + name + "?")
        + "&createDatabaseIfNotExist=true&allowPublicKeyRetrieval=true&sslMode=DISABLED";
  }

  /** What the server costs. */
  public ProcessFigures figures() throws IOException {
    long pid = Long.parseLong(Files.readString(data.resolve("pid")).strip());
    return new ProcessFigures(ProcessHandle.of(pid).orElseThrow());
  }

  @Override
  public void close() {
    try {
      run(List.of("stop", "--data", "" + data));
    } catch (IOException e) {
      System.err.println("could not stop MySQL: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("" + command));
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("bin/mysql failed");
    }
    return output;
  }
}
