package dev.gatehouse.benchmarks;

import dev.gatehouse.benchmarks.figure.Machine;
import dev.gatehouse.benchmarks.figure.Measurement;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.figure.Results;
import dev.gatehouse.benchmarks.figure.Table;
import dev.gatehouse.benchmarks.scenario.FirstScenario;
import dev.gatehouse.benchmarks.scenario.InFlightScenario;
import dev.gatehouse.benchmarks.scenario.LatencyScenario;
import dev.gatehouse.benchmarks.scenario.LimitsScenario;
import dev.gatehouse.benchmarks.scenario.LoginScenario;
import dev.gatehouse.benchmarks.scenario.LookupScenario;
import dev.gatehouse.benchmarks.scenario.MeScenario;
import dev.gatehouse.benchmarks.scenario.MemoryScenario;
import dev.gatehouse.benchmarks.scenario.PhoneScenario;
import dev.gatehouse.benchmarks.scenario.ReplicasScenario;
import dev.gatehouse.benchmarks.scenario.Scenario;
import dev.gatehouse.benchmarks.scenario.SizeScenario;
import dev.gatehouse.benchmarks.scenario.SoakScenario;
import dev.gatehouse.benchmarks.scenario.StartupScenario;
import dev.gatehouse.benchmarks.testbed.Options;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What {@code bin/bench} runs: measures scenarios one after the other, or reports what was
 * measured.
 */
public final class BenchmarkApplication {

  private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

  static {
    SCENARIOS.put("login", new LoginScenario());
    SCENARIOS.put("latency", new LatencyScenario());
    SCENARIOS.put("startup", new StartupScenario());
    SCENARIOS.put("inflight", new InFlightScenario());
    SCENARIOS.put("first", new FirstScenario());
    SCENARIOS.put("me", new MeScenario());
    SCENARIOS.put("replicas", new ReplicasScenario());
    SCENARIOS.put("memory", new MemoryScenario());
    SCENARIOS.put("limits", new LimitsScenario());
    SCENARIOS.put("phone", new PhoneScenario());
    SCENARIOS.put("lookup", new LookupScenario());
    SCENARIOS.put("size", SizeScenario.ofUsers());
    SCENARIOS.put("sessions", SizeScenario.ofSessions());
    SCENARIOS.put("soak", new SoakScenario());
  }

  /** What runs when nothing is named: not what takes an age or loads ten million users. */
  private static final List<String> USUAL =
      List.of(
          "login",
          "latency",
          "startup",
          "inflight",
          "first",
          "me",
          "replicas",
          "memory",
          "limits",
          "phone");

  private static final List<String> QUICK = List.of("login", "latency", "startup");

  private BenchmarkApplication() {}

  /**
   * Arguments: the project's folder, its commit, how many files a process may open, and what was
   * given to bin/bench.
   */
  public static void main(String... args) throws Exception {
    Path root = Path.of(args[0]);
    List<String> arguments = List.of(args).subList(3, args.length);
    Options options;
    try {
      options = Options.parse(arguments, root.resolve(".gatehouse"));
      options.scenarios().stream()
          .filter(each -> !SCENARIOS.containsKey(each) && !each.equals("report"))
          .findFirst()
          .ifPresent(unknown -> {
            throw new Options.Misuse(
                "no scenario " + unknown + "; there are " + SCENARIOS.keySet());
          });
    } catch (Options.Misuse e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (options.scenarios().equals(List.of("report"))) {
      Report.write(Results.read(options.json()), root);
    } else {
      List<String> usual = arguments.contains("--quick") ? QUICK : USUAL;
      measure(options, root, args[1], Long.parseLong(args[2]), usual);
    }
    if (options.check()) {
      List<String> missed = Goal.missed(Goal.ALL, Results.read(options.json()));
      missed.forEach(System.out::println);
      System.exit(missed.isEmpty() ? 0 : 1);
    }
    // Not every library lets go of its threads.
    System.exit(0);
  }

  private static void measure(
      Options options, Path root, String commit, long files, List<String> usual) throws Exception {
    try (TestBed bed = new TestBed(options, root, root.resolve(".gatehouse/bench"), files)) {
      for (String name : options.scenarios().isEmpty() ? usual : options.scenarios()) {
        TestBed.say("== " + name);
        Recording recording = new Recording();
        Machine before = Machine.now();
        TimeUnit.SECONDS.sleep(2);
        Machine then = Machine.now();
        recording.add(Machine.SUBJECT, Machine.BUSY, then.busySince(before));
        java.util.Objects.requireNonNull(SCENARIOS.get(name)).run(bed, recording);
        recording.add(Machine.SUBJECT, Machine.STEAL, Machine.now().stealSince(then));
        List<Measurement> measurements = recording.measurements();
        Results.Session session =
            new Results.Session(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                commit,
                Machine.text(),
                settings(options),
                measurements);
        System.out.println("\n" + name + "\n" + Table.of(session.ofServices()).text());
        if (options.before().isPresent()) {
          System.out.println(Table.of(session.besideBefore()).text());
          session.verdicts().forEach(System.out::println);
        }
        if (!measurements.isEmpty()) {
          save(options.json(), name, session);
        }
      }
    }
  }

  /** After each scenario, so that an interrupted run keeps what it has. */
  private static void save(Path file, String name, Results.Session session) throws IOException {
    Map<String, Results.Session> scenarios = new TreeMap<>(Results.read(file).scenarios());
    scenarios.put(name, session);
    new Results(scenarios).write(file);
  }

  private static String settings(Options options) {
    return "%d rounds of %d s after %d s of warm-up, %d connections, MySQL %s a flush at each commit%s"
        .formatted(
            options.rounds(),
            options.round().toSeconds(),
            options.warmUp().toSeconds(),
            options.connections(),
            options.durable() ? "with" : "without",
            options.javaOptions().isEmpty() ? "" : ", " + String.join(" ", options.javaOptions()));
  }
}
