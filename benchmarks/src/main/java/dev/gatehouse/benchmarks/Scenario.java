package dev.gatehouse.benchmarks;

import java.util.List;
import java.util.Map;

/** Something worth measuring. */
interface Scenario {

  /** Measures, and returns the rows of the result: each a value for each column, in order. */
  List<Map<String, Object>> run(List<String> arguments) throws Exception;
}
