package dev.gatehouse.testkit.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real MySQL that tests use: the one that {@code GATEHOUSE_TEST_MYSQL_URL} names, or one that
 * {@code bin/mysql} starts now and that is stopped when this JVM ends.
 */
final class MySqlServer {

  private static final String URL_VARIABLE = "GATEHOUSE_TEST_MYSQL_URL";

  private MySqlServer() {}

  /** Its JDBC URL, with user and password in the query. Fails if there is none to be had. */
  static String url() {
    return Holder.URL;
  }

  private static final class Holder {
    private static final String URL = find();
  }

  private static String find() {
    String given = System.getenv(URL_VARIABLE);
    if (given != null && !given.isBlank()) {
      return given;
    }
    Path command = command();
    String data = command.resolveSibling("../.gatehouse/mysql-test").normalize().toString();
    boolean started = run(command, "status", data).isBlank();
    String url = run(command, "start", data).strip();
    if (url.isEmpty()) {
      throw new IllegalStateException(
          "no MySQL 9.7 for the tests: see what bin/mysql said above, set "
              + URL_VARIABLE
              + ", or leave these tests out with bin/test --without-mysql");
    }
    if (started) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> run(command, "stop", data)));
    }
    return url;
  }

  /** Tests run in a module's folder; the command lies in the project's. */
  private static Path command() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isExecutable(folder.resolve("bin/mysql"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("bin/mysql not found; set " + URL_VARIABLE);
    }
    return folder.resolve("bin/mysql");
  }

  private static String run(Path command, String verb, String data) {
    ProcessBuilder process = new ProcessBuilder(command.toString(), verb, "--data", data);
    if (verb.equals("start")) {
      process.command().add("--fast");
    }
    try {
      Process running = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new String(running.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
