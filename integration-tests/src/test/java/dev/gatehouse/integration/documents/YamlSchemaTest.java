package dev.gatehouse.integration.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Each YAML file for a tool that does not run here is what that tool's own schema allows. The
 * folder of the schemas says where they come from.
 */
class YamlSchemaTest {

  private static final Path ROOT = Path.of("..");
  private static final Path KUBERNETES = Path.of("deploy", "kubernetes");

  private static final Map<String, String> KINDS =
      Map.of(
          "Deployment", "kubernetes.json#/definitions/io.k8s.api.apps.v1.Deployment",
          "Service", "kubernetes.json#/definitions/io.k8s.api.core.v1.Service",
          "NetworkPolicy", "kubernetes.json#/definitions/io.k8s.api.networking.v1.NetworkPolicy",
          "PodDisruptionBudget",
              "kubernetes.json#/definitions/io.k8s.api.policy.v1.PodDisruptionBudget",
          "HorizontalPodAutoscaler",
              "kubernetes.json#/definitions/io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler",
          "HTTPRoute", "httproute.json",
          "PodMonitor", "podmonitor.json",
          "Kustomization", "kustomization.json");

  private static final String SCHEMAS = "urn:schema/";

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_7,
          with ->
              with.schemas(
                  Stream.of(
                          "compose.json",
                          "dependabot.json",
                          "github-workflow.json",
                          "httproute.json",
                          "kubernetes.json",
                          "kustomization.json",
                          "podmonitor.json",
                          "prometheus-rules.json")
                      .collect(Collectors.toMap(SCHEMAS::concat, YamlSchemaTest::schema))));

  /** A key that stands twice is against YAML; tools then keep one, or refuse the file. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** MkDocs reads mkdocs.yml itself when the site is built. */
  static Set<Path> files() throws IOException {
    Set<Path> files = new TreeSet<>();
    for (String folder : List.of("", ".github", ".github/workflows", "deploy/kubernetes")) {
      files.addAll(yamlIn(folder));
    }
    files.addAll(yamlIn("docs/operate"));
    files.remove(Path.of("mkdocs.yml"));
    return files;
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_file_is_what_its_tool_allows(Path file) throws IOException {
    assertThat(errors(file, Files.readString(ROOT.resolve(file)))).isEmpty();
  }

  /** That each schema is really asked. */
  @ParameterizedTest
  @CsvSource({
    "compose.yaml, depends_on:, depend_on:",
    "compose.trial.yaml, image:, picture:",
    ".github/workflows/ci.yml, runs-on:, run-on:",
    ".github/dependabot.yml, package-ecosystem:, package-system:",
    "deploy/kubernetes/deployment.yaml, readinessProbe:, readynessProbe:",
    "deploy/kubernetes/service.yaml, targetPort:, port-of-target:",
    "deploy/kubernetes/networkpolicy.yaml, podSelector:, podsSelector:",
    "deploy/kubernetes/poddisruptionbudget.yaml, selector:, selection:",
    "deploy/kubernetes/horizontalpodautoscaler.yaml, scaleTargetRef:, scaleTarget:",
    "deploy/kubernetes/httproute.yaml, parentRefs:, parents:",
    "deploy/kubernetes/podmonitor.yaml, podMetricsEndpoints:, endpoints:",
    "deploy/kubernetes/kustomization.yaml, resources:, resource:",
    "docs/operate/alerts.yaml, expr:, expression:",
  })
  void a_misspelt_word_is_found(Path file, String right, String wrong) throws IOException {
    String text = Files.readString(ROOT.resolve(file));

    assertThat(text).contains(right);
    assertThat(errors(file, text.replaceFirst(right, wrong))).isNotEmpty();
  }

  @Test
  void a_key_that_stands_twice_is_found() {
    Path file = Path.of(".github", "dependabot.yml");

    assertThatThrownBy(() -> errors(file, "version: 2\nversion: 2\nupdates: []\n"))
        .hasMessageContaining("version");
  }

  @Test
  void files_are_found_in_each_folder() throws IOException {
    assertThat(files())
        .contains(
            Path.of("compose.yaml"),
            Path.of(".github", "workflows", "ci.yml"),
            KUBERNETES.resolve("deployment.yaml"),
            Path.of("docs", "operate", "alerts.yaml"));
  }

  private static List<Error> errors(Path file, String text) {
    String schema = schemaOf(file, text);
    return REGISTRY.getSchema(SchemaLocation.of(SCHEMAS + schema)).validate(tree(schema, text));
  }

  /** Compose merges mappings (YAML 1.1); to the others {@code on} is a word (YAML 1.2). */
  private static JsonNode tree(String schema, String text) {
    return schema.equals("compose.json")
        ? JsonMapper.shared().valueToTree(new Yaml().load(text))
        : YAML.readTree(text);
  }

  private static String schemaOf(Path file, String text) {
    if (file.startsWith(KUBERNETES)) {
      String kind =
          text.lines()
              .filter(line -> line.startsWith("kind: "))
              .map(line -> line.substring("kind: ".length()))
              .findFirst()
              .orElseThrow();
      return Objects.requireNonNull(KINDS.get(kind), kind);
    }
    if (file.startsWith(Path.of(".github", "workflows"))) {
      return "github-workflow.json";
    }
    if (file.startsWith(Path.of("docs", "operate"))) {
      return "prometheus-rules.json";
    }
    return file.endsWith("dependabot.yml") ? "dependabot.json" : "compose.json";
  }

  private static Set<Path> yamlIn(String folder) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .map(ROOT::relativize)
          .filter(file -> file.toString().matches(".*\\.ya?ml"))
          .collect(Collectors.toSet());
    }
  }

  private static String schema(String name) {
    try (InputStream in = YamlSchemaTest.class.getResourceAsStream("schema/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
