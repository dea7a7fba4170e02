package dev.gatehouse.testkit.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's command {@code bin/mysql}. */
final class BinMySql {

  private BinMySql() {}

  /** What the command prints; empty when it fails, having said why on standard error. */
  static String run(String verb, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(project().resolve("bin/mysql").toString());
    command.addAll(List.of(verb.split(" ")));
    command.addAll(options);
    try {
      Process running =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new String(running.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a verb that starts something prints, its URL; fails when it could not. */
  static String start(String verb, List<String> options) {
    String url = run(verb, options).strip();
    if (url.isEmpty()) {
      throw new IllegalStateException(
          "no MySQL 9.7 for the tests: see what bin/mysql said above, or leave these tests out with"
              + " bin/test --without-mysql");
    }
    return url;
  }

  /** Kills the server whose files are in a folder, and returns when it is gone. */
  static void kill(Path data) {
    long pid;
    try {
      pid = Long.parseLong(Files.readString(data.resolve("pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("no process to kill; is the server in Docker?", e);
    }
    ProcessHandle.of(pid)
        .ifPresent(server -> {
          server.destroyForcibly();
          server.onExit().join();
        });
  }

  /** Tests run in a module's folder; the command lies in the project's. */
  static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isExecutable(folder.resolve("bin/mysql"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("bin/mysql not found above " + Path.of("").toAbsolutePath());
    }
    return folder;
  }
}
