package dev.gatehouse.integration.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.dropin.DropInAutoConfiguration;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The jar of a module that was built apart from the service, in a folder. */
public final class DropInModule {

  private static final String IMPORTS =
      "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

  private DropInModule() {}

  /** Writes the jar into a folder, which is made if it does not exist, and returns the folder. */
  public static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path classes = classes();
    Path dropIn = classes.resolve("com/example/dropin");
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(folder.resolve("badge.jar")));
        Stream<Path> files = Files.list(dropIn)) {
      List<Path> sorted = files.sorted().toList();
      for (Path file : sorted) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        jar.write(Files.readAllBytes(file));
      }
      jar.putNextEntry(new JarEntry(IMPORTS));
      jar.write(DropInAutoConfiguration.class.getName().getBytes(UTF_8));
    }
    return folder;
  }

  /** A login by the module's method. */
  public static HttpRequest.Builder login(LoginCalls calls) {
    return calls
        .request("/v1/logins")
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"method\":\"%s\",\"credential\":{\"badge\":\"7\"}}"
                    .formatted(DropInAutoConfiguration.METHOD)));
  }

  private static Path classes() {
    try {
      return Path.of(
          DropInAutoConfiguration.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
