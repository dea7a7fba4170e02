package dev.gatehouse.bootstrap.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Settings under our name that nothing reads: typing errors, or left over from another version. */
final class UnknownSettings {

  /** What all our own settings begin with. */
  static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("gatehouse");

  /** A name this near to a known one is a typing error of it. */
  private static final int TYPING_ERROR = 3;

  private final Set<ConfigurationPropertyName> read;
  private final SettingsCatalogue catalogue = SettingsCatalogue.ofClassPath();

  /**
   * @param read every setting that something reads
   */
  UnknownSettings(Set<ConfigurationPropertyName> read) {
    this.read = Set.copyOf(read);
  }

  /** One line for each that is set. */
  Collection<String> in(ConfigurableEnvironment environment) {
    Collection<String> problems = new TreeSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource settings) {
        boolean shared = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        settings.stream()
            .filter(OURS::isAncestorOf)
            .filter(name -> !isKnown(name, shared))
            .forEach(name -> problem(name, shared).ifPresent(problems::add));
      }
    }
    return problems;
  }

  private boolean isKnown(ConfigurationPropertyName name, boolean shared) {
    return read.contains(name)
        || catalogue.knows(name, read)
        || (shared && read.stream().anyMatch(known -> squeezed(known).equals(squeezed(name))));
  }

  /** The environment is shared with others, who may use our name: only a near miss is ours. */
  private Optional<String> problem(ConfigurationPropertyName name, boolean shared) {
    Optional<String> nearest = nearest(name, shared);
    if (shared && nearest.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        name
            + " is no setting of this service: "
            + nearest.map(known -> "did you mean " + known + "?").orElse("remove it"));
  }

  private Optional<String> nearest(ConfigurationPropertyName name, boolean nearOnly) {
    List<String> known = new ArrayList<>(catalogue.names());
    read.stream().filter(OURS::isAncestorOf).map(Object::toString).forEach(known::add);
    String wanted = squeezed(name);
    int farthest = nearOnly ? TYPING_ERROR : Math.max(TYPING_ERROR, wanted.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(each -> EditDistance.between(squeezed(each), wanted)))
        .filter(each -> EditDistance.between(squeezed(each), wanted) <= farthest);
  }

  private static String squeezed(Object name) {
    return name.toString().replaceAll("[.\\-_\\[\\]]", "").toLowerCase(Locale.ROOT);
  }
}
