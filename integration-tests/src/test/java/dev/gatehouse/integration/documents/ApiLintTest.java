package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.gatehouse.integration.support.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Spectral with its rules for OpenAPI and Redocly with those that it recommends find neither errors
 * nor warnings in the descriptions of the API. They are programs of npm and run in a browser.
 * Whether the documents are OpenAPI at all is for {@link OpenApiSchemaTest}.
 */
@Tag("browser")
class ApiLintTest {

  private static final Path LINTERS = Path.of("src", "test", "resources", "npm", "api-linters.js");

  private static final List<String> EXCEPTIONS =
      List.of(
          // The operator of a service is its contact; the document knows none.
          "info-contact /info ",
          // The form of a page of ours. A browser is sent on by a 303.
          "operation-2xx-response #/paths/~1v1~1me~1login-methods~1{method}~1link/post/responses ");

  private static final Chromium CHROMIUM = new Chromium();
  private static final Page PAGE = CHROMIUM.browser().newPage();

  @BeforeAll
  static void load() {
    PAGE.addScriptTag(new Page.AddScriptTagOptions().setPath(LINTERS));
  }

  @AfterAll
  static void close() {
    CHROMIUM.close();
  }

  @ParameterizedTest
  @CsvSource({
    "spectral, openapi.json",
    "spectral, openapi-admin.json",
    "redocly, openapi.json",
    "redocly, openapi-admin.json"
  })
  void a_linter_finds_nothing(String linter, String name) throws IOException {
    assertThat(findings(linter, document(name)))
        .filteredOn(finding -> EXCEPTIONS.stream().noneMatch(finding::startsWith))
        .isEmpty();
  }

  /** That the linters are really asked. */
  @ParameterizedTest
  @CsvSource({
    "spectral, /paths/~1v1~1me/get, operationId, operation-operationId",
    "spectral, /paths/~1v1~1me/get, tags, operation-tags",
    "spectral, /components/schemas/Login, properties, oas3-unused-component",
    "redocly, /paths/~1v1~1me/get, operationId, operation-operationId",
    "redocly, /info, title, struct",
    "redocly, /components/parameters, Method, no-unresolved-refs"
  })
  void a_linter_finds_what_is_missing(String linter, String pointer, String member, String rule)
      throws IOException {
    JsonNode document = document("openapi.json");
    ((ObjectNode) document.at(pointer)).remove(member);

    assertThat(findings(linter, document)).anyMatch(finding -> finding.startsWith(rule + " "));
  }

  /** Each as rule, place and message. */
  private static List<String> findings(String linter, JsonNode document) {
    Object findings =
        PAGE.evaluate(
            "({ linter, text }) => lint[linter](text)",
            Map.of("linter", linter, "text", document.toString()));
    return ((List<?>) findings).stream().map(Object::toString).toList();
  }

  private static JsonNode document(String name) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(Path.of("..", "docs", name)));
  }
}
