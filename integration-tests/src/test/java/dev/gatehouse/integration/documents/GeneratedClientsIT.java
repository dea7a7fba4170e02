package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAPI Generator makes clients of docs/openapi.json, and the one for Java compiles. */
class GeneratedClientsIT {

  /** The generator and what a client for Java needs; the build puts them there. */
  private static final Path TOOLS = Path.of("target", "generators");

  @TempDir private static Path folder;

  /** All of them in one process: most of the time is its start. */
  @BeforeAll
  static void generate() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", tool("openapi-generator-cli")));
    command.addAll(List.of("batch", "--fail-fast"));
    command.add(
        settings(
            "java", "\"library\": \"native\", \"openApiNullable\": false, \"useJakartaEe\": true"));
    command.add(settings("kotlin", ""));
    command.add(settings("swift6", ""));
    command.add(settings("typescript-fetch", ""));
    Path log = folder.resolve("generator.log");

    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(exit).as(() -> read(log)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"java, .java", "kotlin, .kt", "swift6, .swift", "typescript-fetch, .ts"})
  void every_class_of_a_client_has_a_name_of_ours(String language, String extension) {
    assertThat(sources(language, extension))
        .extracting(Path::getFileName)
        .extracting(Path::toString)
        .hasSizeGreaterThan(60)
        .contains("SessionInvalidProblem" + extension)
        .noneMatch(name -> name.contains("Inline"));
  }

  @Test
  void the_client_for_java_compiles() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-nowarn", "-proc:none", "-d", folder.resolve("classes").toString()));
    arguments.addAll(
        List.of(
            "-cp",
            tool("openapi-generator-cli")
                + ":"
                + tool("httpmime")
                + ":"
                + tool("jakarta.annotation-api")));
    sources("java", ".java").stream().map(Path::toString).forEach(arguments::add);

    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said);

    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));

    assertThat(exit).as(said::toString).isZero();
  }

  private static String settings(String language, String properties) throws IOException {
    Path file = folder.resolve(language + ".json");
    Path api = Path.of("..", "docs", "openapi.json").toAbsolutePath();
    Files.writeString(
        file,
        """
        {"generatorName": "%s", "inputSpec": "%s", "outputDir": "%s",
         "globalProperties": {"models": "", "apis": "", "supportingFiles": "", "modelDocs": "false",
           "apiDocs": "false", "modelTests": "false", "apiTests": "false"},
         "additionalProperties": {%s}}
        """
            .formatted(language, api, folder.resolve(language), properties));
    return file.toString();
  }

  private static String tool(String name) {
    return TOOLS.resolve(name + ".jar").toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(String language, String extension) {
    try (Stream<Path> files = Files.walk(folder.resolve(language))) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .filter(file -> !file.toString().contains("/src/test/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
