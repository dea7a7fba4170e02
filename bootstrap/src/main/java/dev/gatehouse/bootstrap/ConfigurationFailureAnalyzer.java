package dev.gatehouse.bootstrap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a start that failed because of a setting. Our own checks say it all; of what the
 * framework could not convert, the property is named and the value kept out, unlike Boot's own
 * analysis, which would print it.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
    if (root instanceof IllegalArgumentException && isOurs(root)) {
      return new FailureAnalysis(root.getMessage(), null, failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException bind) {
        return notReadable(bind.getName() + " as " + bind.getTarget().getType(), failure);
      }
      if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
        return notReadable(invalid.getName(), failure);
      }
    }
    return null;
  }

  private static FailureAnalysis notReadable(String property, Throwable failure) {
    return new FailureAnalysis("cannot read " + property + ": correct its form", null, failure);
  }

  private static boolean isOurs(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("dev.gatehouse.");
  }
}
