package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/run} as a newcomer uses it: start it, copy the line, start it again. */
class RunCommandIT {

  @TempDir private Path data;

  @Test
  void the_printed_line_registers_somebody_who_is_still_there_after_a_restart() throws Exception {
    String first;
    String second;
    try (Run run = new Run(data)) {
      first = shell(run.printedLine());
      second = shell(run.printedLine());
    }
    String afterRestart;
    try (Run run = new Run(data)) {
      afterRestart = shell(run.printedLine());
    }

    assertThat(first).contains("\"id\":1,").endsWith("\n201");
    assertThat(second).contains("\"id\":1,").endsWith("\n200");
    assertThat(afterRestart).isEqualTo(second);
  }

  private static String shell(String line) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", line).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  private static final class Run implements AutoCloseable {

    private final Process process;
    private final String line;

    Run(Path data) throws IOException {
      List<String> command =
          List.of(
              Path.of("..", "bin", "run").toString(),
              "--data",
              data.toString(),
              "--port",
              freePort(),
              "--management-port",
              freePort(),
              "--simulator-port",
              freePort());
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      line = readCurlLine(process.inputReader(UTF_8));
    }

    String printedLine() {
      return line;
    }

    private static String readCurlLine(BufferedReader output) throws IOException {
      for (String read = output.readLine(); read != null; read = output.readLine()) {
        if (read.startsWith("curl ")) {
          return read;
        }
      }
      throw new IllegalStateException("bin/run ended without a curl line");
    }

    private static String freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return Integer.toString(socket.getLocalPort());
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
  }
}
