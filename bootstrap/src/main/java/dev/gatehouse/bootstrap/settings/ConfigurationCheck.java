package dev.gatehouse.bootstrap.settings;

import dev.gatehouse.application.operation.SettingsAdvice;
import dev.gatehouse.application.operation.SettingsCheck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads every setting of everything that is installed and tells of all problems at once, where a
 * start would end at the first. Makes nothing of the service.
 */
final class ConfigurationCheck {

  private final ConfigurableListableBeanFactory beans;
  private final ConfigurableEnvironment environment;

  ConfigurationCheck(ConfigurableListableBeanFactory beans, ConfigurableEnvironment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  /** One line for each problem: the property, the reason, the way out, never the value. */
  List<String> problems() {
    SettingsReader reader = new SettingsReader();
    for (Class<?> type : settingsTypes()) {
      ConfigurationProperties settings =
          AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class);
      if (settings != null) {
        Binder.get(environment).bindOrCreate(settings.prefix(), Bindable.of(type), reader);
      }
    }
    Set<String> problems = new LinkedHashSet<>(reader.problems());
    problems.addAll(new UnknownSettings(reader.names()).in(environment));
    problems.addAll(FrameworkSettings.problemsIn(environment));
    problems.addAll(checks());
    return List.copyOf(problems);
  }

  /** What sound settings leave for the operator to do elsewhere, one line each. */
  List<String> advice() {
    List<String> lines = new ArrayList<>();
    for (Class<?> type : settingsTypes()) {
      ConfigurationProperties settings =
          AnnotatedElementUtils.getMergedAnnotation(type, ConfigurationProperties.class);
      if (settings != null
          && SettingsAdvice.class.isAssignableFrom(type)
          && Binder.get(environment).bindOrCreate(settings.prefix(), Bindable.of(type))
              instanceof SettingsAdvice bound) {
        lines.addAll(bound.advice());
      }
    }
    return lines;
  }

  private List<Class<?>> settingsTypes() {
    List<Class<?>> types = new ArrayList<>();
    for (String name : beans.getBeanDefinitionNames()) {
      // Without the parents of its type's makers: nothing may be made yet.
      Class<?> type = beans.getType(name, false);
      if (type != null
          && AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class)) {
        types.add(type);
      }
    }
    return types;
  }

  private List<String> checks() {
    List<String> problems = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(SettingsCheck.class, true, false)) {
      try {
        beans.getBean(name, SettingsCheck.class).check();
      } catch (IllegalArgumentException e) {
        problems.addAll(String.valueOf(e.getMessage()).lines().toList());
      } catch (BeansException e) {
        // It could not be made of the settings, and why was said when those were read.
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof IllegalArgumentException) {
          problems.addAll(String.valueOf(cause.getMessage()).lines().toList());
        } else {
          problems.add(name + " cannot be checked: " + cause.getClass().getSimpleName());
        }
      }
    }
    return problems;
  }
}
