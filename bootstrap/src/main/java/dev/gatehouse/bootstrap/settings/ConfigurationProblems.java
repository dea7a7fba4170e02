package dev.gatehouse.bootstrap.settings;

import java.util.List;

/** Everything that is wrong with the configuration; the service does not start with it. */
final class ConfigurationProblems extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  /**
   * @param lines one for each problem: the property, the reason, the way out, never the value
   */
  ConfigurationProblems(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  List<String> lines() {
    return lines;
  }
}
