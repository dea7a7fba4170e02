package dev.gatehouse.integration.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the API is what the OpenAPI Initiative's own schema of OpenAPI 3.1 allows, the
 * schemas within it included.
 */
class OpenApiSchemaTest {

  private static final String OAS = "https://spec.openapis.org/oas/3.1/";
  private static final String ROOT = OAS + "schema-base/2025-09-15";

  /** As the jar of a parser carries them, under their own names. */
  private static final Map<String, String> SCHEMAS =
      Stream.of(
              ROOT, OAS + "schema/2025-09-15", OAS + "dialect/2024-11-10", OAS + "meta/2024-11-10")
          .collect(Collectors.toMap(Function.identity(), OpenApiSchemaTest::schema));

  @ParameterizedTest
  @ValueSource(strings = {"openapi.json", "openapi-admin.json"})
  void the_description_is_openapi(String name) throws IOException {
    assertThat(errors(document(name))).isEmpty();
  }

  /** That the schema is really asked. */
  @ParameterizedTest
  @CsvSource({
    "/info, version",
    "/paths/~1v1~1logins/post/requestBody, content",
    "/components/parameters/Method, in",
    "/paths/~1v1~1me/get/responses/200, description",
  })
  void what_leaves_out_something_is_not(String pointer, String member) throws IOException {
    JsonNode document = document();
    ((ObjectNode) document.at(pointer)).remove(member);

    assertThat(errors(document)).isNotEmpty();
  }

  @Test
  void what_has_a_schema_that_is_none_is_not() throws IOException {
    JsonNode document = document();
    ((ObjectNode) document.at("/components/schemas/Login")).put("type", "objekt");

    assertThat(errors(document)).isNotEmpty();
  }

  /** Generators of clients make up a name, such as {@code InlineObject7}, for what has none. */
  @Test
  void every_object_has_a_name() throws IOException {
    JsonNode document = document();
    List<String> nameless = new ArrayList<>();
    document
        .at("/components/schemas")
        .forEachEntry((name, schema) -> nameless(schema, "#/" + name, nameless));
    contents(document)
        .forEach(content ->
            content.forEachEntry((type, body) -> {
              if (isObject(body.path("schema"))) {
                nameless.add(body.toString());
              }
              nameless(body.path("schema"), type, nameless);
            }));

    assertThat(nameless).isEmpty();
  }

  /** Generators write {@code any} for a value without a type. */
  @Test
  void every_fixed_value_has_a_type() throws IOException {
    List<JsonNode> schemas =
        Stream.concat(
                document().findParents("const").stream(), document().findParents("enum").stream())
            .toList();

    assertThat(schemas).isNotEmpty().allMatch(schema -> schema.path("type").isString());
  }

  @Test
  void every_reference_leads_to_something() throws IOException {
    JsonNode document = document();

    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allMatch(reference -> reference.startsWith("#/"))
        .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
  }

  /** A call that names no scheme of its own is open to all, and the document says so. */
  @Test
  void every_call_says_who_may_make_it() throws IOException {
    JsonNode document = document();

    assertThat(document.path("security").isArray()).isTrue();
    assertThat(document.path("security")).isEmpty();
    for (JsonNode security : document.path("paths").findValues("security")) {
      for (JsonNode scheme : security) {
        assertThat(scheme.propertyNames())
            .allMatch(name -> document.at("/components/securitySchemes").has(name));
      }
    }
  }

  private static List<JsonNode> contents(JsonNode document) {
    return Stream.concat(
            document.path("paths").findValues("content").stream(),
            document.at("/components/responses").findValues("content").stream())
        .toList();
  }

  private static void nameless(JsonNode schema, String where, List<String> found) {
    Map<String, JsonNode> parts = new TreeMap<>();
    schema.path("properties").forEachEntry(parts::put);
    parts.put("items", schema.path("items"));
    parts.put("additionalProperties", schema.path("additionalProperties"));
    parts.forEach((name, part) -> {
      if (isObject(part)) {
        found.add(where + "/" + name);
      }
      if (part.isObject()) {
        nameless(part, where + "/" + name, found);
      }
    });
  }

  private static boolean isObject(JsonNode schema) {
    return Stream.of("properties", "allOf", "anyOf", "oneOf").anyMatch(schema::has)
        || schema.path("type").asString("").equals("object");
  }

  private static List<Error> errors(JsonNode document) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, with -> with.schemas(SCHEMAS))
        .getSchema(SchemaLocation.of(ROOT))
        .validate(document);
  }

  private static JsonNode document() throws IOException {
    return document("openapi.json");
  }

  private static JsonNode document(String name) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(Path.of("..", "docs", name)));
  }

  private static String schema(String name) {
    String resource = name.replace("https://spec.openapis.org/oas/", "/openapi/");
    try (InputStream schema = OpenApiSchemaTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(schema, resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
