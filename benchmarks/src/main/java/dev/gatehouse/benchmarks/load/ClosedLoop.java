package dev.gatehouse.benchmarks.load;

import dev.gatehouse.benchmarks.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Runs wrk: a number of clients, each of which sends its next request when it has an answer. */
public final class ClosedLoop {

  /** What wrk counted; {@code refused} are answers that were none of success. */
  public record Load(long requests, long micros, int lost, int refused, double p50, double p99) {

    /** Of those answered with success. */
    public double perSecond() {
      return succeeded() * 1e6 / micros;
    }

    public long succeeded() {
      return requests - refused;
    }
  }

  private final Path scripts;
  private final int connections;

  /**
   * Starts nothing yet.
   *
   * @param scripts the folder of the scripts of wrk
   * @param connections how many clients there are
   */
  public ClosedLoop(Path scripts, int connections) {
    this.scripts = scripts;
    this.connections = connections;
  }

  /** Loads the given ports, which threads of wrk share between them. */
  public Load run(List<Integer> ports, Duration duration, String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("wrk", "--threads", "2", "--connections", "" + connections));
    command.addAll(List.of("--duration", duration.toSeconds() + "s", "--timeout", "60s"));
    command.addAll(List.of("--script", scripts.resolve(script).toString()));
    command.add("http://127.0.0.1:" + ports.getFirst());
    command.add("--");
    command.addAll(arguments);
    ProcessBuilder builder =
        Service.bound(new ProcessBuilder(command)).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .put(
            "GATEHOUSE_BENCH_ADDRESSES",
            ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(",")));
    Process wrk = builder.start();
    String output =
        new String(wrk.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IllegalStateException("wrk failed: " + output);
    }
    return parse(output);
  }

  /** Finds what our scripts print in the output of wrk. */
  static Load parse(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("RESULT "))
        .findFirst()
        .map(line -> JsonMapper.shared().readValue(line.substring("RESULT ".length()), Load.class))
        .orElseThrow(() -> new IllegalStateException("wrk printed no result: " + output));
  }
}
