package dev.gatehouse.integration.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.DropInModule;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * SEC-33, SEC-34: what the image holds, made by the script that the Dockerfile runs, and started as
 * the image would be: with its own runtime, its AOT cache, and nothing to write to but a temporary
 * folder. Where the tests run as root, also as another user.
 */
class ImageLayoutIT {

  private static final List<String> AS_IN_THE_IMAGE =
      System.getProperty("user.name").equals("root")
          ? List.of("setpriv", "--reuid=65532", "--regid=65532", "--clear-groups")
          : List.of();

  @TempDir(factory = WithinReach.class)
  private Path folder;

  /** A user other than root may be unable to enter the folders above the project. */
  private static final class WithinReach implements TempDirFactory {

    @Override
    public Path createTempDirectory(
        AnnotatedElementContext elementContext, ExtensionContext extensionContext)
        throws IOException {
      return Files.createTempDirectory(Path.of("/tmp"), "gatehouse-image");
    }
  }

  @Test
  @Tag("mysql")
  void the_layout_starts_read_only_with_its_cache_and_answers() throws Exception {
    Path layout = folder.resolve("gatehouse");
    try (MySqlDatabase training = MySqlDatabase.createOnMariaDb()) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "../bin/lib/image-layout",
                  "../bootstrap/target/gatehouse.jar",
                  "../wechat-simulator/target/wechat-simulator-exec.jar",
                  "../bin/lib/trial.properties",
                  layout.toString()));
      command.addAll(settings(training));
      run(command);
    }
    DropInModule.in(layout.resolve("modules"));
    makeReadOnly(layout);

    try (MySqlDatabase database = MySqlDatabase.create()) {
      int managementPort = FreePort.next();
      Process service = start(layout, database, managementPort);
      answers(service, layout, managementPort);
      assertThat(healthCheck(layout, managementPort)).as("when it has stopped").isEqualTo(1);
    }
  }

  private void answers(Process service, Path layout, int managementPort) throws Exception {
    try {
      int port = GatehouseJar.portOf(service);
      await("ready")
          .atMost(1, TimeUnit.MINUTES)
          .until(() -> healthCheck(layout, managementPort), status -> status == 0);
      // Of this port it gets an answer, but not that it is ready.
      assertThat(healthCheck(layout, port)).isEqualTo(1);
      LoginCalls calls = new LoginCalls(port);
      assertThat(calls.send(DropInModule.login(calls)).status()).isEqualTo(201);
      assertThat(calls.login("WX", "app", "forged").code()).isEqualTo("provider_unavailable");
      assertThat(calls.get("/nowhere").text("$.title")).isEqualTo("地址不存在");
      assertThat(Files.readString(classes())).as("signs natively").contains("EvpSignature");
      // Loaded at the first login only, and in the cache all the same.
      assertThat(Files.readString(classes()))
          .contains("dev.gatehouse.adapter.rest.login.LoginRequest source: shared objects file")
          .contains("com.mysql.cj.jdbc.ConnectionImpl source: shared objects file");
    } finally {
      service.destroy();
      service.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  @Test
  void the_jar_carries_its_bill_of_materials() throws IOException {
    try (JarFile jar = new JarFile("../bootstrap/target/gatehouse.jar")) {
      String bill =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json")).readAllBytes(),
              UTF_8);

      assertThat(jar.getManifest().getMainAttributes().getValue("Sbom-Location"))
          .isEqualTo("META-INF/sbom/application.cdx.json");
      assertThat(bill).contains("\"CycloneDX\"", "mysql-connector-j", "adapters-wechat");
      assertThat(bill).doesNotContain("archunit", "wechat-simulator", "com.h2database");
    }
    // Where the workflow that looks for vulnerabilities has it from.
    String bill = "bootstrap/target/classes/META-INF/sbom/application.cdx.json";
    assertThat(Path.of("..", bill)).isNotEmptyFile();
    assertThat(Files.readString(Path.of("../.github/workflows/vulnerabilities.yml")))
        .contains("sbom: " + bill + "\n");
  }

  private Process start(Path layout, MySqlDatabase database, int managementPort)
      throws IOException {
    Path scratch = Files.createDirectory(folder.resolve("tmp"));
    Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path key = Files.copy(TestKeys.file(), folder.resolve("signing.pem"));
    if (System.getProperty("user.name").equals("root")) {
      Files.setAttribute(key, "unix:uid", 65532);
    }
    List<String> command = new ArrayList<>(AS_IN_THE_IMAGE);
    List<String> image = command("ENTRYPOINT", layout);
    command.add(image.getFirst());
    command.addAll(
        List.of(
            // Refuses to start where the cache cannot be used; by default it would only be slower.
            "-XX:AOTMode=on",
            // Another heap than that of the training, as on a machine with another memory.
            "-Xmx400m",
            "-Xlog:class+load:file=" + classes(),
            "-Djava.io.tmpdir=" + scratch));
    command.addAll(image.subList(1, image.size()));
    command.addAll(
        List.of(
            "--server.port=0",
            "--management.server.port=" + managementPort,
            "--gatehouse.shutdown.drain=0s",
            "--gatehouse.public-url=http://127.0.0.1:8080",
            "--gatehouse.session.signing-keys=" + key,
            "--gatehouse.wechat.api-base-url=http://127.0.0.1:1",
            "--gatehouse.wechat.apps.app.id=wx0123456789abcdef",
            "--gatehouse.wechat.apps.app.secret=fedcba9876543210fedcba9876543210"));
    command.addAll(settings(database));
    return new ProcessBuilder(command)
        .directory(scratch.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> settings(MySqlDatabase database) {
    return List.of(
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.username(),
        "--spring.datasource.password=" + database.password());
  }

  /** How the image's health check ends, for a service that listens on another port. */
  private static int healthCheck(Path layout, int managementPort) throws Exception {
    List<String> command = new ArrayList<>(AS_IN_THE_IMAGE);
    command("HEALTHCHECK", layout)
        .forEach(word -> command.add(word.replace(":8081/", ":" + managementPort + "/")));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** A command of the image, for a layout that lies elsewhere. */
  private static List<String> command(String instruction, Path layout) throws IOException {
    String dockerfile = Files.readString(Path.of("../Dockerfile"));
    String words = dockerfile.substring(dockerfile.indexOf("\n" + instruction));
    String json = words.substring(words.indexOf('['), words.indexOf(']') + 1).replace("\\\n", "");
    List<String> command = JsonPath.read(json, "$");
    return command.stream().map(word -> word.replace("/opt/gatehouse", layout.toString())).toList();
  }

  /** Where the JVM says of each class where it has it from. */
  private Path classes() {
    return folder.resolve("tmp/classes.log");
  }

  private static void makeReadOnly(Path layout) throws IOException {
    try (Stream<Path> files = Files.walk(layout)) {
      for (Path file : files.toList()) {
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        Files.setPosixFilePermissions(
            file, PosixFilePermissions.fromString(runs ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
  }

  private static void run(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JDK_JAVA_OPTIONS", '"' + GatehouseJar.TEMPORARY_FOLDER + '"');
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
