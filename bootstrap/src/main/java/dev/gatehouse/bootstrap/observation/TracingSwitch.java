package dev.gatehouse.bootstrap.observation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves all of tracing out unless it is switched on. Boot's own property only keeps spans from
 * being sent: they would be made all the same, for every request.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

  /** Boot's own property. */
  static final String PROPERTY = "management.tracing.export.enabled";

  private static final List<String> TRACING =
      List.of(
          "org.springframework.boot.micrometer.tracing.",
          "org.springframework.boot.opentelemetry.");

  private boolean on;

  @Override
  public void setEnvironment(Environment environment) {
    on = environment.getProperty(PROPERTY, Boolean.class, false);
  }

  @Override
  public boolean[] match(
      @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
    boolean[] wanted = new boolean[autoConfigurations.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = on || !isTracing(autoConfigurations[i]);
    }
    return wanted;
  }

  /** Another filter may have refused it before: then it is null. */
  private static boolean isTracing(@Nullable String autoConfiguration) {
    return autoConfiguration != null && TRACING.stream().anyMatch(autoConfiguration::startsWith);
  }
}
