package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.application.operation.StorageRetry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
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
 * unlike Boot's own analysis, which would print it. A port that is in use is a setting, too, and so
 * is a module without the database that it needs.
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
      if (cause instanceof UnsatisfiedDependencyException unmet
          && unmet.getCause() instanceof NoSuchBeanDefinitionException missing
          && !(missing instanceof NoUniqueBeanDefinitionException)) {
        Class<?> type = missing.getBeanType();
        if (type != null && isOfADatabase(type)) {
          return withoutDatabase(unmet, type);
        }
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

  private static boolean isOfADatabase(Class<?> type) {
    return type == StorageRetry.class || type.getName().equals("javax.sql.DataSource");
  }

  /** Users of another store switch adapters-persistence off, and with it the database. */
  private static FailureAnalysis withoutDatabase(
      UnsatisfiedDependencyException unmet, Class<?> missing) {
    InjectionPoint point = unmet.getInjectionPoint();
    String module =
        point == null
            ? "the bean " + unmet.getBeanName()
            : point.getMember().getDeclaringClass().getName();
    return new FailureAnalysis(
        "%s needs a database, and there is no %s: another UserRepository replaces adapters-persistence."
            .formatted(module, missing.getSimpleName()),
        "Remove that module or switch it off, remove the other UserRepository, or define beans of"
            + " DataSource and StorageRetry.",
        unmet);
  }

  private static FailureAnalysis notReadable(String what, Throwable failure) {
    return new FailureAnalysis("cannot read " + what, null, failure);
  }
}
