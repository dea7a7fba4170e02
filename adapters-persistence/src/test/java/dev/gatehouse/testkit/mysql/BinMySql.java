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
