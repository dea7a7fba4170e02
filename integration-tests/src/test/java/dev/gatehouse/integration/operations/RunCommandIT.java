package dev.gatehouse.integration.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.GatehouseJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/run} as a newcomer uses it: start it, copy the line, start it again. */
class RunCommandIT {

  @TempDir private Path data;

  @Test
  void the_printed_line_registers_a_user_who_is_still_there_after_a_restart() throws Exception {
    int port = FreePort.next(); // the same after the restart: it is in the name of the issuer
    String first;
    String second;
    String byPhone;
    List<String> elsewhere = new ArrayList<>();
    try (Run run = new Run(data, port)) {
      first = shell(run.printedLine());
      second = shell(run.printedLine());
      byPhone = shell(run.printedPhoneLines());
      for (String channel : List.of("web", "h5")) {
        elsewhere.add(shell(run.loginInABrowser(channel)));
      }
      elsewhere.add(
          shell(run.printedLine().replace("\"channel\":\"app\"", "\"channel\":\"mini\"")));
    }
    String afterRestart;
    String me;
    try (Run run = new Run(data, port)) {
      afterRestart = shell(run.printedLine());
      // The session from before the restart still holds: the key was kept.
      me = shell("curl -s -H 'Authorization: Bearer " + accessTokenOf(second) + "' " + run.me());
    }
    Path key = data.resolve("signing-key.pem");

    assertThat(first).contains("\"id\":1,").endsWith("\n201");
    assertThat(second).contains("\"id\":1,").endsWith("\n200");
    // The same person by QR code, inside WeChat and in a mini program.
    assertThat(elsewhere)
        .hasSize(3)
        .allSatisfy(login -> assertThat(login).contains("\"id\":1,").endsWith("\n200"));
    assertThat(byPhone).contains("\"id\":2,").endsWith("\n201");
    assertThat(userOf(afterRestart)).isEqualTo(userOf(second));
    assertThat(me)
        .isEqualTo(
            "{\"id\":1,\"sub\":\"1\",\"name\":\"小明\",\"age\":null,\"loginMethods\":[{\"method\":\"WX\"}]}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_later_start_takes_the_cache_that_the_first_one_made() throws Exception {
    int port = FreePort.next();
    try (Run first = new Run(data, port)) {
      // The training gives way to everything else that runs.
      await().atMost(Duration.ofMinutes(20)).until(first::isTrained);
    }
    try (Run second = new Run(data, port)) {
      assertThat(second.commands()).anyMatch(command -> command.contains("-XX:AOTCache="));
      assertThat(shell(second.printedLine())).endsWith("\n201");
    }
  }

  @Test
  void a_port_that_is_in_use_is_said_before_anything_is_built() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Process run =
          new ProcessBuilder(Path.of("..", "bin", "run").toString(), "--port", port)
              .redirectErrorStream(true)
              .start();
      String said = new String(run.getInputStream().readAllBytes(), UTF_8);

      assertThat(run.waitFor()).isNotZero();
      assertThat(said)
          .contains("port " + port + " is in use; choose another one with --port")
          .doesNotContain("building");
    }
  }

  private static String userOf(String answer) {
    return answer.substring(0, answer.indexOf(",\"session\""));
  }

  private static String accessTokenOf(String answer) {
    return JsonPath.read(answer.substring(0, answer.lastIndexOf('\n')), "$.session.accessToken");
  }

  private static String shell(String line) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", line).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static final class Run implements AutoCloseable {

    private static final Pattern UNPACKED = Pattern.compile(" -cp (\\S+)/gatehouse\\.jar:");

    private final Process process;
    private final List<String> lines;
    private final int port;
    private final int simulatorPort = FreePort.next();

    Run(Path data, int port) throws IOException {
      this.port = port;
      List<String> command =
          List.of(
              Path.of("..", "bin", "run").toString(),
              "--data",
              data.toString(),
              "--port",
              Integer.toString(port),
              "--management-port",
              Integer.toString(FreePort.next()),
              "--simulator-port",
              Integer.toString(simulatorPort),
              "--sms-port",
              Integer.toString(FreePort.next()));
      ProcessBuilder run =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      run.environment()
          .put(
              "JDK_JAVA_OPTIONS",
              String.join(" ", GatehouseJar.SMALL) + " \"" + GatehouseJar.TEMPORARY_FOLDER + "\"");
      process = run.start();
      lines = readLines(process.inputReader(UTF_8));
    }

    String me() {
      return "http://127.0.0.1:" + port + "/v1/me";
    }

    String printedLine() {
      return lines.getFirst();
    }

    /** Begins in a browser, takes 小明's code from the simulator, and comes back. */
    String loginInABrowser(String channel) {
      String service = "http://127.0.0.1:" + port + "/v1/logins/WX";
      return """
      cookies=$(mktemp)
      state=$(curl -s -c "$cookies" -H 'Accept: application/json' '%1$s/start?channel=%2$s' \
        | sed 's/.*"state":"\\([^"]*\\)".*/\\1/')
      code=$(curl -s http://127.0.0.1:%3$d/simulator/codes -d '{"person":"xiaoming","channel":"%2$s"}' \
        | sed 's/.*"code":"\\([^"]*\\)".*/\\1/')
      curl -s -b "$cookies" -H 'Accept: application/json' -w '\\n%%{http_code}\\n' "%1$s/callback?code=$code&state=$state"
      rm "$cookies"
      """
          .formatted(service, channel, simulatorPort);
    }

    /** Asks for a code and logs in with it. */
    String printedPhoneLines() {
      return lines.get(1) + "\n" + lines.get(2);
    }

    /** The lines to copy: one that logs in with WeChat, two that log in by phone. */
    private static List<String> readLines(BufferedReader output) throws IOException {
      List<String> lines = new ArrayList<>();
      for (String read = output.readLine(); read != null; read = output.readLine()) {
        if (read.startsWith("curl ") || read.startsWith("challenge=$(curl ")) {
          lines.add(read);
        }
        if (lines.size() == 3) {
          return lines;
        }
      }
      throw new IllegalStateException("bin/run ended without its lines");
    }

    /** Whether the unpacked jar, from which the service runs, has its AOT cache. */
    boolean isTrained() throws IOException {
      Path unpacked =
          commands().stream()
              .map(UNPACKED::matcher)
              .filter(Matcher::find)
              .map(found -> Path.of(found.group(1)))
              .findFirst()
              .orElseThrow();
      try (Stream<Path> files = Files.list(unpacked)) {
        return files.anyMatch(file -> file.toString().endsWith(".aot"));
      }
    }

    List<String> commands() {
      return process.descendants().flatMap(child -> child.info().commandLine().stream()).toList();
    }

    @Override
    public void close() {
      List<ProcessHandle> started = process.descendants().toList();
      process.destroy();
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    }
  }
}
