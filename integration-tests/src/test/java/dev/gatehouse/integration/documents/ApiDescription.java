package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** An OpenAPI document, read as strictly as it can be: what it does not name must not occur. */
final class ApiDescription {

  private static final String ID = "https://gatehouse.test/openapi.json";
  private static final String PROBLEM = "application/problem+json";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> compiled = new HashMap<>();

  ApiDescription(String json) {
    document = JsonMapper.shared().readTree(json);
    forbidMoreMembers(document.path("components").path("schemas"));
    String strict = document.toString();
    schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, with -> with.schemas(Map.of(ID, strict)));
  }

  /** One answer of an operation, such as {@code GET /v1/me 401 session_invalid}. */
  record Kind(String operation, int status, String content) implements Comparable<Kind> {

    @Override
    public int compareTo(Kind other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return operation + " " + status + " " + content;
    }
  }

  JsonNode document() {
    return document;
  }

  /** Each as its method and its path. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .forEachEntry((path, methods) ->
            methods
                .propertyNames()
                .forEach(name -> operations.add(name.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /** Every answer that is described: of problems each code, of others each type of content. */
  Set<Kind> answers() {
    Set<Kind> kinds = new TreeSet<>();
    for (String operation : operations()) {
      for (String status : responses(operation).propertyNames()) {
        JsonNode content = response(operation, status).path("content");
        if (content.isEmpty()) {
          kinds.add(new Kind(operation, Integer.parseInt(status), ""));
        }
        content.forEachEntry((type, body) -> {
          if (type.equals(PROBLEM)) {
            for (JsonNode code :
                resolved(body.path("schema")).at("/allOf/1/properties/code/enum")) {
              kinds.add(new Kind(operation, Integer.parseInt(status), code.asString()));
            }
          } else {
            kinds.add(new Kind(operation, Integer.parseInt(status), type));
          }
        });
      }
    }
    return kinds;
  }

  /** What kind of answer to an operation this is, once it is seen to be as it is described. */
  Kind kindOf(String operation, Answer answer) {
    String what = operation + " " + answer.status() + " " + answer.http().body();
    String status = Integer.toString(answer.status());
    assertThat(responses(operation).has(status)).as("described: %s", what).isTrue();
    JsonNode response = response(operation, status);
    response
        .path("headers")
        .forEachEntry((name, header) -> checkHeader(what, name, resolved(header), answer));
    String type = answer.header("Content-Type").replaceFirst(" *;.*", "");
    if (type.endsWith("json")) {
      String schema =
          "#" + pointer(operation, status) + "/content/" + type.replace("/", "~1") + "/schema";
      assertThat(schema(schema).validate(JsonMapper.shared().readTree(answer.http().body())))
          .as(what)
          .isEmpty();
    }
    return new Kind(operation, answer.status(), type.equals(PROBLEM) ? answer.code() : type);
  }

  /** What is wrong with the examples of the document itself. */
  void checkExamples() {
    for (String operation : operations()) {
      checkExamples(pointerOf(operation) + "/requestBody");
      responses(operation)
          .propertyNames()
          .forEach(status -> checkExamples(pointer(operation, status)));
    }
  }

  private void checkExamples(String owner) {
    document
        .at(owner + "/content")
        .forEachEntry((type, body) -> {
          Schema schema = schema("#" + owner + "/content/" + type.replace("/", "~1") + "/schema");
          if (body.has("example")) {
            assertThat(schema.validate(body.path("example"))).as(owner).isEmpty();
          }
          body.path("examples")
              .forEachEntry((name, example) ->
                  assertThat(schema.validate(example.path("value"))).as(owner + name).isEmpty());
        });
  }

  private void checkHeader(String what, String name, JsonNode header, Answer answer) {
    String value = answer.header(name);
    if (header.path("required").asBoolean(false)) {
      assertThat(answer.http().headers().firstValue(name)).as(name + " of " + what).isPresent();
      Schema schema = schemas.getSchema(header.path("schema"));
      assertThat(schema.validate(StringNode.valueOf(value))).as(name + " of " + what).isEmpty();
    }
  }

  private Schema schema(String pointer) {
    return compiled.computeIfAbsent(
        pointer, where -> schemas.getSchema(SchemaLocation.of(ID + where)));
  }

  private JsonNode responses(String operation) {
    return document.at(pointerOf(operation) + "/responses");
  }

  private JsonNode response(String operation, String status) {
    return resolved(responses(operation).path(status));
  }

  private String pointer(String operation, String status) {
    JsonNode named = responses(operation).path(status).path("$ref");
    return named.isString()
        ? named.asString().substring(1)
        : pointerOf(operation) + "/responses/" + status;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
  }

  private static String pointerOf(String operation) {
    String[] parts = operation.split(" ", 2);
    return "/paths/" + parts[1].replace("/", "~1") + "/" + parts[0].toLowerCase(Locale.ROOT);
  }

  private static void forbidMoreMembers(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ApiDescription::forbidMoreMembers);
  }
}
