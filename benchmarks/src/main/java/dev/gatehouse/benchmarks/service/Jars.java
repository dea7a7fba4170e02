package dev.gatehouse.benchmarks.service;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Executable jars, and how they are started for good: from a folder, not from within themselves.
 */
final class Jars {

  private Jars() {}

  /** The program of the JVM that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The one file of that name. */
  static Path find(Path folder, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      Iterator<Path> found = files.iterator();
      if (!found.hasNext()) {
        throw new IllegalStateException("no " + glob + " in " + folder);
      }
      return found.next();
    }
  }

  /**
   * Unpacks a jar of Spring Boot's into a folder, as its documentation advises for production.
   *
   * @return the jar in that folder that starts it
   */
  static Path extract(Path jar, Path folder) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (tool.waitFor() != 0) {
      throw new IllegalStateException("could not extract " + jar);
    }
    return folder.resolve(jar.getFileName());
  }
}
