package dev.gatehouse.bootstrap;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why the service did not start and what to do. */
final class OneLineFailureReporter implements FailureAnalysisReporter {

  private static final Logger log = LoggerFactory.getLogger(GatehouseApplication.class);

  @Override
  public void report(FailureAnalysis analysis) {
    log.error(
        "Gatehouse did not start: {}",
        Stream.of(analysis.getDescription(), analysis.getAction())
            .filter(text -> text != null && !text.isBlank())
            .map(text -> text.replaceAll("\\s+", " ").strip())
            .collect(Collectors.joining(" ")));
  }
}
