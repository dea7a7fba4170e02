package dev.gatehouse.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Runs one scenario by name, prints its table and writes the same as JSON. */
public final class BenchmarkApplication {

  private static final Map<String, Scenario> SCENARIOS =
      new TreeMap<>(Map.of("lookup", new LookupScenario()));

  private BenchmarkApplication() {}

  /** Arguments: the scenario, the file for the JSON, and whatever the scenario takes. */
  public static void main(String... args) throws Exception {
    Scenario scenario = args.length < 2 ? null : SCENARIOS.get(args[0]);
    if (scenario == null) {
      System.err.println("usage: <scenario> <file> …, scenarios: " + SCENARIOS.keySet());
      System.exit(2);
      return;
    }
    List<Map<String, Object>> rows = scenario.run(List.of(args).subList(2, args.length));
    System.out.print(Table.of(rows));
    Files.writeString(
        Path.of(args[1]),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
  }
}
