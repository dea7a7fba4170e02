package dev.gatehouse.bootstrap.settings;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says why the service did not start and what to do: one line for each problem. */
final class OneLineFailureReporter implements FailureAnalysisReporter {

  private static final Logger log = LoggerFactory.getLogger("dev.gatehouse");

  @Override
  public void report(FailureAnalysis analysis) {
    lines(analysis).forEach(line -> log.error("Gatehouse did not start: {}", line));
  }

  private static List<String> lines(FailureAnalysis analysis) {
    if (analysis.getCause() instanceof ConfigurationProblems problems) {
      return problems.lines();
    }
    return List.of(
        Stream.of(analysis.getDescription(), analysis.getAction())
            .filter(text -> text != null && !text.isBlank())
            .map(text -> text.replaceAll("\\s+", " ").strip())
            .collect(Collectors.joining(" ")));
  }
}
