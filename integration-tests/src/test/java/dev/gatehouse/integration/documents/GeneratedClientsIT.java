package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.gatehouse.integration.support.Chromium;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OpenAPI Generator makes clients of docs/openapi.json, and openapi-typescript makes types. Those
 * for Java, Kotlin and TypeScript compile. The one for Swift is made only: its compiler is in no
 * repository of Maven or Debian.
 */
class GeneratedClientsIT {

  /** The generator and what a client for Java needs; the build puts them there. */
  private static final Path TOOLS = Path.of("target", "generators");

  private static final Path OPENAPI_TYPESCRIPT =
      Path.of("src", "test", "resources", "npm", "openapi-typescript.js");

  private static final String TYPE_CHECK =
      """
      (files) => {
        const host = {
          getSourceFile: (name, target) =>
            name in files ? ts.createSourceFile(name, files[name], target) : undefined,
          getDefaultLibFileName: () => "/lib/lib.es2022.d.ts",
          getDefaultLibLocation: () => "/lib",
          getCurrentDirectory: () => "/client",
          getCanonicalFileName: (name) => name,
          useCaseSensitiveFileNames: () => true,
          getNewLine: () => "\\n",
          fileExists: (name) => name in files,
          readFile: (name) => files[name],
        };
        const program = ts.createProgram(
          Object.keys(files).filter((name) => name.startsWith("/client/")),
          {
            strict: true,
            noEmit: true,
            target: ts.ScriptTarget.ES2022,
            module: ts.ModuleKind.ESNext,
            moduleResolution: ts.ModuleResolutionKind.Bundler,
            lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
            types: [],
          },
          host);
        return ts.getPreEmitDiagnostics(program).map((each) =>
          `${each.file?.fileName} ${ts.flattenDiagnosticMessageText(each.messageText, " ")}`);
      }
      """;

  @TempDir private static Path folder;

  /** All of them in one process: most of the time is its start. */
  @BeforeAll
  static void generate() throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(List.of("-jar", tools("openapi-generator-cli")));
    command.addAll(List.of("batch", "--fail-fast"));
    command.add(
        settings(
            "java", "\"library\": \"native\", \"openApiNullable\": false, \"useJakartaEe\": true"));
    command.add(settings("kotlin", ""));
    command.add(settings("swift6", ""));
    command.add(settings("typescript-fetch", ""));

    run(command, "generator.log");
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
        List.of("-cp", tools("openapi-generator-cli", "httpmime", "jakarta.annotation-api")));
    sources("java", ".java").stream().map(Path::toString).forEach(arguments::add);

    StringWriter said = new StringWriter();
    PrintWriter printer = new PrintWriter(said);

    int exit =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));

    assertThat(exit).as(said::toString).isZero();
  }

  @Test
  void the_client_for_kotlin_compiles() throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(
        List.of(
            "-cp",
            tools(
                "kotlin-compiler-embeddable",
                "kotlin-stdlib",
                "kotlin-script-runtime",
                "kotlin-reflect",
                "annotations",
                "kotlinx-coroutines-core-jvm"),
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler"));
    command.addAll(List.of("-no-stdlib", "-no-reflect", "-nowarn"));
    command.addAll(List.of("-d", folder.resolve("kotlin-classes").toString()));
    command.addAll(
        List.of("-cp", tools("kotlin-stdlib", "okhttp-jvm", "okio-jvm", "moshi", "moshi-kotlin")));
    sources("kotlin", ".kt").stream().map(Path::toString).forEach(command::add);

    run(command, "kotlin.log");
  }

  /** The compiler is a program of npm and runs in a browser. */
  @Nested
  @Tag("browser")
  class TypeScript {

    private static final Map<String, String> LIBRARIES = new TreeMap<>();
    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void load() throws IOException {
      chromium = new Chromium();
      page = chromium.browser().newPage();
      try (FileSystem jar = FileSystems.newFileSystem(Path.of(tools("typescript")));
          Stream<Path> parts = Files.walk(jar.getPath("META-INF/resources/webjars/typescript"))) {
        for (Path part : parts.toList()) {
          String name = String.valueOf(part.getFileName());
          if (name.equals("typescript.js")) {
            page.addScriptTag(new Page.AddScriptTagOptions().setContent(read(part)));
          } else if (name.matches("lib\\..*\\.d\\.ts")) {
            LIBRARIES.put("/lib/" + name, read(part));
          }
        }
      }
      page.addScriptTag(new Page.AddScriptTagOptions().setPath(OPENAPI_TYPESCRIPT));
    }

    @AfterAll
    static void close() {
      chromium.close();
    }

    @Test
    void the_client_compiles() {
      Path client = folder.resolve("typescript-fetch");
      Map<String, String> files = new TreeMap<>();
      for (Path source : sources("typescript-fetch", ".ts")) {
        files.put(client.relativize(source).toString(), read(source));
      }

      assertThat(errors(files)).isEmpty();
    }

    /** openapi-typescript makes types alone; calls are the application's own. */
    @Test
    void types_that_openapi_typescript_makes_tell_right_from_wrong() {
      String types = page.evaluate("types", read(Path.of("..", "docs", "openapi.json"))).toString();
      String body =
          """
          import type { paths } from "./api";
          type Login = paths["/v1/logins"]["post"]["requestBody"]["content"]["application/json"];
          export const login: Login = { method: %s, credential: { channel: "app", code: "x" } };
          """;

      assertThat(errors(Map.of("api.d.ts", types, "right.ts", body.formatted("\"WX\"")))).isEmpty();
      assertThat(errors(Map.of("api.d.ts", types, "wrong.ts", body.formatted("1"))))
          .singleElement()
          .asString()
          .startsWith("/client/wrong.ts ");
    }

    private static List<?> errors(Map<String, String> client) {
      Map<String, String> files = new TreeMap<>(LIBRARIES);
      client.forEach((name, text) -> files.put("/client/" + name, text));
      return (List<?>) page.evaluate(TYPE_CHECK, files);
    }
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

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    return command;
  }

  private static void run(List<String> command, String name)
      throws IOException, InterruptedException {
    Path log = folder.resolve(name);

    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();

    assertThat(exit).as(() -> read(log)).isZero();
  }

  /** A class path. */
  private static String tools(String... names) {
    return Stream.of(names)
        .map(name -> TOOLS.resolve(name + ".jar").toString())
        .collect(Collectors.joining(File.pathSeparator));
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
