package dev.gatehouse.integration.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pages {@code docs/operate/settings.md} and {@code settings.zh-CN.md} are made from the
 * configuration metadata, in the order of the sample {@code application.properties}. What the
 * metadata do not say is in {@code settings_en.properties}; the Chinese descriptions are in {@code
 * settings_zh.properties}.
 */
class SettingsReferenceTest {

  private static final Path OPERATE = Path.of("..", "docs", "operate");
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final Pattern LINE =
      Pattern.compile("^(#?)([a-z][A-Za-z0-9.-]*)=(.*)$", Pattern.MULTILINE);
  private static final Pattern MAP =
      Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.*)>");

  /** The sections of the page, each with the prefixes of its settings. */
  private static final Map<String, List<String>> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("database", List.of("spring.datasource"));
    SECTIONS.put(
        "address",
        List.of(
            "gatehouse.public-url",
            "gatehouse.return-to",
            "gatehouse.hsts",
            "gatehouse.trusted-proxies",
            "gatehouse.forwarding-header",
            "gatehouse.limits",
            "server",
            "management.server"));
    SECTIONS.put("pages", List.of("gatehouse.sign-in-page", "gatehouse.page"));
    SECTIONS.put("wechat", List.of("gatehouse.wechat"));
    SECTIONS.put("phone", List.of("gatehouse.phone"));
    SECTIONS.put("session", List.of("gatehouse.session"));
    SECTIONS.put("account", List.of("gatehouse.registration", "gatehouse.account"));
    SECTIONS.put("oidc", List.of("gatehouse.oidc"));
    SECTIONS.put("admin", List.of("gatehouse.admin"));
    SECTIONS.put("webhook", List.of("gatehouse.webhook"));
    SECTIONS.put(
        "operation",
        List.of(
            "gatehouse.audit", "gatehouse.shutdown", "spring.lifecycle", "logging", "management"));
    SECTIONS.put("older", List.of("gatehouse.seed-compatibility"));
  }

  /** Where entries of a map have names that the operator chooses. */
  private static final Map<String, String> PLACEHOLDERS =
      Map.of("gatehouse.wechat.apps", "channel");

  private final Map<String, Setting> known = new LinkedHashMap<>();

  /** What the sample says of a setting: whether it must be set, and its default or an example. */
  private record Sample(boolean required, String value) {}

  /**
   * A setting by the metadata.
   *
   * @param ours whether it is not the framework's
   * @param value the default; empty if there is none
   * @param description empty if there is none
   */
  private record Setting(boolean ours, String type, String value, String description) {}

  @BeforeEach
  void readMetadata() throws IOException, ClassNotFoundException {
    ClassLoader classPath = SettingsReferenceTest.class.getClassLoader();
    for (URL each : Collections.list(classPath.getResources(METADATA))) {
      try (InputStream json = each.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
          add(property);
        }
      }
    }
  }

  /** If this fails, the page is out of date: copy over it the file that the message names. */
  @ParameterizedTest
  @CsvSource({"settings.md, en", "settings.zh-CN.md, zh"})
  void the_page_says_what_the_metadata_say(String page, String language) throws IOException {
    String expected = reference(words(language), language.equals("en"));
    Path renewed = Files.writeString(Path.of("target", page), expected);

    assertThat(OPERATE.resolve(page))
        .as("compare with %s", renewed.toAbsolutePath())
        .content()
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"en", "zh"})
  void words_of_settings_that_are_gone_do_not_stay(String language) throws IOException {
    Set<String> settings = samples().keySet();

    assertThat(words(language).stringPropertyNames())
        .filteredOn(
            key -> key.contains(".") && !key.startsWith("section.") && !key.startsWith("type."))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(settings).contains(key.replaceFirst("\\.default$", "")));
  }

  private String reference(Properties words, boolean english) throws IOException {
    Map<String, Sample> samples = samples();
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    samples.forEach((name, sample) ->
        sections
            .computeIfAbsent(section(name), _ -> new StringBuilder())
            .append(row(name, sample, words, english)));
    StringBuilder page = new StringBuilder(words.getProperty("introduction"));
    for (String section : SECTIONS.keySet()) {
      page.append("\n## ").append(said(words, "section." + section)).append("\n\n");
      page.append(words.getProperty("section." + section + ".intro", ""));
      page.append(words.getProperty("head")).append("\n|---|---|---|---|\n");
      page.append(Objects.requireNonNull(sections.get(section), section));
    }
    return page.toString();
  }

  private String row(String name, Sample sample, Properties words, boolean english) {
    Setting setting =
        Objects.requireNonNull(known.get(name), () -> name + " is in no configuration metadata");
    String type = type(setting.type(), words);
    String value = words.getProperty(name + ".default", "");
    if (value.isEmpty()) {
      String known = setting.ours() ? setting.value() : sample.value();
      value = known.isEmpty() ? "" : "`" + known + "`";
    }
    if (value.isEmpty()) {
      value = words.getProperty(sample.required() ? "required" : "none");
    }
    return "| `%s` | %s | %s | %s |\n"
        .formatted(name, type, value, description(name, setting, words, english));
  }

  private static String description(
      String name, Setting setting, Properties words, boolean english) {
    if (!english || !setting.ours() || setting.description().isEmpty()) {
      return said(words, name);
    }
    String more = words.getProperty(name, "");
    String first =
        setting.description().replaceAll("\\{@code ([^}]*)}", "`$1`").replaceFirst("\\.$", "");
    String sentence = first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1) + ".";
    return (sentence + " " + more).strip();
  }

  /** The word for a type, or the values of an enumeration. */
  private static String type(String type, Properties words) {
    String word = words.getProperty("type." + type, "");
    if (!word.isEmpty()) {
      return word;
    }
    try {
      Object[] constants = Class.forName(type).getEnumConstants();
      if (constants != null) {
        return Arrays.stream(constants)
            .map(each -> "`" + kebab(each.toString()) + "`")
            .collect(Collectors.joining(words.getProperty("comma")));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    return said(words, "type." + type);
  }

  private static String kebab(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private void add(JsonNode property) throws ClassNotFoundException {
    String name = property.path("name").asString("");
    String type = property.path("type").asString("");
    String source = property.path("sourceType").asString("");
    Matcher map = MAP.matcher(type);
    boolean ours = source.startsWith("dev.gatehouse.");
    if (ours && map.matches()) {
      String entry = name + ".<" + PLACEHOLDERS.getOrDefault(name, "name") + ">.";
      Constructor<?> constructor = Class.forName(map.group(1)).getDeclaredConstructors()[0];
      for (Parameter each : constructor.getParameters()) {
        DefaultValue value = each.getAnnotation(DefaultValue.class);
        known.put(
            entry + each.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT),
            new Setting(
                true,
                each.getParameterizedType().getTypeName(),
                value == null ? "" : String.join(",", value.value()),
                ""));
      }
      return;
    }
    Setting setting =
        new Setting(
            ours,
            type,
            value(property.path("defaultValue")),
            property.path("description").asString(""));
    known.merge(name, setting, (before, now) -> before.ours() ? before : now);
  }

  /** Lists as an operator writes them; the metadata have some as text, in brackets. */
  private static String value(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(each -> each.asString("")).collect(Collectors.joining(","))
        : value.asString("").replaceAll("^\\[|]$", "").replace(", ", ",");
  }

  /** Each setting of the sample, entries of maps under a placeholder, in its order. */
  private Map<String, Sample> samples() throws IOException {
    Collection<String> maps =
        known.keySet().stream()
            .filter(name -> name.contains(".<"))
            .map(name -> name.substring(0, name.indexOf('>') + 1))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Sample> samples = new LinkedHashMap<>();
    String file = Files.readString(OPERATE.resolve("application.properties"));
    LINE.matcher(file)
        .results()
        .forEach(line -> {
          String name = line.group(2);
          boolean required = line.group(1).isEmpty();
          for (String map : maps) {
            String before = map.substring(0, map.indexOf('<'));
            if (name.startsWith(before)) {
              name = map + name.substring(name.indexOf('.', before.length()));
              required = false;
            }
          }
          samples.putIfAbsent(name, new Sample(required, line.group(3)));
        });
    return samples;
  }

  private static String section(String name) {
    return SECTIONS.entrySet().stream()
        .filter(section ->
            section.getValue().stream()
                .anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + ".")))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has no section"));
  }

  private static String said(Properties words, String key) {
    return Objects.requireNonNull(
        words.getProperty(key),
        () -> "the words of " + key + " are missing in settings_*.properties");
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    String file = "settings_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(SettingsReferenceTest.class.getResourceAsStream(file)), UTF_8)) {
      words.load(reader);
    }
    return words;
  }
}
