package dev.gatehouse.integration.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages {@code docs/api.md} and {@code docs/api.zh-CN.md} are made from the OpenAPI file. */
class ApiReferenceTest {

  private static final Path DOCS = Path.of("..", "docs");

  private JsonNode api = JsonMapper.shared().nullNode();

  /** If this fails, the page is out of date: copy over it the file that the message names. */
  @ParameterizedTest
  @ValueSource(strings = {"api.md", "api.zh-CN.md"})
  void the_reference_says_what_the_description_says(String page) throws IOException {
    String expected = reference(page.contains("zh") ? words("zh") : words("en"));
    Path renewed = Files.writeString(Path.of("target", page), expected);

    assertThat(DOCS.resolve(page))
        .as("compare with %s", renewed.toAbsolutePath())
        .content()
        .isEqualTo(expected);
  }

  private String reference(Properties words) throws IOException {
    StringBuilder page = new StringBuilder(words.getProperty("introduction"));
    for (Path file : descriptions()) {
      api = JsonMapper.shared().readTree(file.toFile());
      for (JsonNode tag : api.path("tags")) {
        page.append("\n## ").append(said(words, "tag." + text(tag, "name"))).append("\n");
        operations(tag)
            .forEach(operation -> append(page, operation.getKey(), operation.getValue(), words));
      }
    }
    return page.toString();
  }

  /** The one for clients first, then those of other ports. */
  private static List<Path> descriptions() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.getFileName().toString().matches("openapi.*\\.json"))
          .sorted(Comparator.comparingInt(file -> file.toString().length()))
          .toList();
    }
  }

  /** The operations of a tag, each as its method and path. */
  private Stream<Map.Entry<String, JsonNode>> operations(JsonNode tag) {
    return api.path("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(method -> method.getValue().path("tags").path(0).equals(tag.path("name")))
                .map(method ->
                    Map.entry(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue())));
  }

  private void append(StringBuilder page, String call, JsonNode operation, Properties words) {
    String id = text(operation, "operationId");
    String colon = words.getProperty("colon");
    String comma = words.getProperty("comma");
    page.append("\n### <a id=\"").append(id).append("\"></a>`").append(call).append("`\n\n");
    page.append(words.getProperty("language").equals("en") ? english(operation) : said(words, id));
    page.append("\n\n");
    operation.path("security").path(0).propertyNames().stream()
        .findFirst()
        .ifPresent(scheme -> page.append("- ").append(said(words, "needs." + scheme)).append("\n"));
    String parameters =
        operation
            .path("parameters")
            .valueStream()
            .map(this::resolved)
            .filter(each -> !text(each, "in").equals("header"))
            .map(each ->
                "`"
                    + text(each, "name")
                    + "`"
                    + (each.path("required").asBoolean(false) ? words.getProperty("required") : ""))
            .collect(Collectors.joining(comma));
    if (!parameters.isEmpty()) {
      page.append("- ").append(words.getProperty("parameters")).append(colon);
      page.append(parameters).append("\n");
    }
    page.append("- ").append(words.getProperty("answers")).append(colon);
    page.append(String.join(comma, statuses(operation))).append("\n");
    example(page, words.getProperty("body"), operation.path("requestBody"));
    statuses(operation).stream()
        .filter(status -> status.startsWith("2"))
        .findFirst()
        .map(status -> resolved(operation.path("responses").path(status)))
        .ifPresent(success -> example(page, words.getProperty("answer"), success));
  }

  private static String english(JsonNode operation) {
    return "**%s.** %s"
        .formatted(text(operation, "summary"), text(operation, "description"))
        .strip();
  }

  private static List<String> statuses(JsonNode operation) {
    return operation.path("responses").properties().stream()
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static void example(StringBuilder page, String title, JsonNode content) {
    JsonNode example = content.path("content").path("application/json").path("example");
    if (!example.isMissingNode()) {
      page.append("\n").append(title).append("\n\n```json\n");
      page.append(example.toPrettyString()).append("\n```\n");
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? api.at(text(node, "$ref").substring(1)) : node;
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  private static String said(Properties words, String key) {
    return Objects.requireNonNull(
        words.getProperty(key), () -> "the words of " + key + " are missing in api_*.properties");
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    String file = "api_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(ApiReferenceTest.class.getResourceAsStream(file)), UTF_8)) {
      words.load(reader);
    }
    return words;
  }
}
