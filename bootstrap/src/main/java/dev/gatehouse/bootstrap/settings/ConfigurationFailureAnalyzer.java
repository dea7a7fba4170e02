package dev.gatehouse.bootstrap.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a start that failed because of settings. Most are found by {@link ConfigurationCheck};
 * of what the framework could not convert elsewhere, the property is named and the value kept out,
 * unlike Boot's own analysis, which would print it. A port that is in use is a setting, too.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof ConfigurationProblems e) {
      return new FailureAnalysis(e.getMessage(), null, e);
    }
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    if (root instanceof IllegalArgumentException && SettingsReader.isOurs(root)) {
      return new FailureAnalysis(root.getMessage(), null, failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException bind) {
        Class<?> type = bind.getTarget().getType().resolve(Object.class);
        if (root instanceof IllegalArgumentException && SettingsReader.isOf(type, root)) {
          return new FailureAnalysis(root.getMessage(), null, failure);
        }
        return notReadable(bind.getName() + ": " + SettingsReader.expected(type), failure);
      }
      if (cause instanceof PortInUseException taken) {
        return new FailureAnalysis(
            "port " + taken.getPort() + " is in use.",
            "End what listens there, or choose another one with --server.port (the API) or"
                + " --management.server.port (health and metrics).",
            failure);
      }
      if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
        return notReadable(invalid.getName() + ": correct its form", failure);
      }
    }
    return null;
  }

  private static FailureAnalysis notReadable(String what, Throwable failure) {
    return new FailureAnalysis("cannot read " + what, null, failure);
  }
}
