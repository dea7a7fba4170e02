package dev.gatehouse.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of everything on the class path, also of adapters that another one has replaced.
 * Their descriptions are made by the compiler, for editors.
 */
final class SettingsCatalogue {

  private static final String DESCRIPTIONS = "META-INF/spring-configuration-metadata.json";

  private final Map<String, String> types;

  private SettingsCatalogue(Map<String, String> types) {
    this.types = types;
  }

  static SettingsCatalogue ofClassPath() {
    Map<String, String> types = new TreeMap<>();
    try {
      ClassLoader classPath = SettingsCatalogue.class.getClassLoader();
      for (URL each : Collections.list(classPath.getResources(DESCRIPTIONS))) {
        try (InputStream json = each.openStream()) {
          for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
            String name = property.path("name").asString();
            if (name.startsWith(UnknownSettings.OURS + ".")) {
              types.put(name, property.path("type").asString(""));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SettingsCatalogue(types);
  }

  /** Every setting of ours by its name; of a map, the map. */
  Set<String> names() {
    return types.keySet();
  }

  /**
   * Whether a setting is one of them, or an entry of a map or list of an adapter that reads
   * nothing.
   *
   * @param read every setting that something reads; it then knows the entries
   */
  boolean knows(ConfigurationPropertyName name, Set<ConfigurationPropertyName> read) {
    return types.entrySet().stream()
        .anyMatch(each -> {
          ConfigurationPropertyName known = ConfigurationPropertyName.of(each.getKey());
          boolean container = each.getValue().startsWith("java.util.");
          return known.equals(name)
              || (container && known.isAncestorOf(name) && !read.contains(known));
        });
  }
}
