package dev.gatehouse.bootstrap.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.NestedExceptionUtils;

/** Binds settings, notes what is wrong and goes on, and remembers which settings there are. */
final class SettingsReader implements BindHandler {

  private final List<String> problems = new ArrayList<>();
  private final Set<ConfigurationPropertyName> names = new HashSet<>();

  /** One line for each problem so far. */
  List<String> problems() {
    return problems;
  }

  /** Every setting that something reads, whether it was set or not. */
  Set<ConfigurationPropertyName> names() {
    return names;
  }

  @Override
  public <T> @Nullable Bindable<T> onStart(
      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
    names.add(name);
    return target;
  }

  /**
   * Boot also reads yes, on and 1, but what is switched on by {@code @ConditionalOnBooleanProperty}
   * is not.
   */
  @Override
  public Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    ConfigurationProperty property = context.getConfigurationProperty();
    if (result instanceof Boolean
        && UnknownSettings.OURS.isAncestorOf(name)
        && property != null
        && !String.valueOf(property.getValue()).strip().equalsIgnoreCase(result.toString())) {
      problems.add(name + " must be true or false");
    }
    return result;
  }

  /** Absent instead: so the others of its kind are still looked at. */
  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
    Throwable cause = NestedExceptionUtils.getMostSpecificCause(error);
    Class<?> type = target.getType().resolve(Object.class);
    if (cause instanceof IllegalArgumentException && (isOurs(cause) || isOf(type, cause))) {
      String.valueOf(cause.getMessage()).lines().forEach(problems::add);
    } else {
      problems.add("cannot read " + name + ": " + expected(type));
    }
    return null;
  }

  /** Whether a message is one of our own, which show no value. */
  static boolean isOurs(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith("dev.gatehouse.");
  }

  /**
   * Whether a message is one of the authors of a record of settings, whatever package is theirs:
   * the record or a neighbour of it threw. Like ours it shows no value.
   */
  static boolean isOf(Class<?> settings, Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return settings.isRecord()
        && trace.length > 0
        && trace[0].getClassName().startsWith(settings.getPackageName() + ".");
  }

  /** What a setting of a type must be, for people. */
  static String expected(Class<?> type) {
    if (type == Duration.class) {
      return "it must be a time such as 500ms, 8s, 15m or 30d";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "it must be true or false";
    }
    if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
      return "it must be a whole number";
    }
    return "correct its form (" + type.getSimpleName() + ")";
  }
}
