package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The chart makes what the manifests for {@code kubectl} say. Helm itself reads it. That the
 * objects work needs a cluster; this does not.
 */
@DisabledOnOs(
    value = OS.LINUX,
    architectures = "aarch64",
    disabledReason = "Helm's library is not published for it")
class HelmChartTest {

  private static final Path CHART = Path.of("..", "deploy", "helm", "gatehouse");
  private static final Path MANIFESTS = Path.of("..", "deploy", "kubernetes");

  /** What only the chart adds: the release and the restart after a changed setting. */
  private static final Set<String> OF_THE_CHART =
      Set.of(
          "app.kubernetes.io/instance",
          "app.kubernetes.io/version",
          "app.kubernetes.io/managed-by",
          "helm.sh/chart",
          "gatehouse.dev/settings");

  @Test
  void helm_finds_nothing_to_say() {
    LintResult result = new Helm(CHART).lint().strict().call();

    assertThat(result.isFailed()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.contains("WARNING"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployment.yaml",
        "service.yaml",
        "poddisruptionbudget.yaml",
        "networkpolicy.yaml",
        "httproute.yaml",
        "podmonitor.yaml"
      })
  void it_makes_the_object_of_the_manifest(String file) throws IOException {
    Map<String, Object> manifest = manifest(file);

    assertThat(rendered("httpRoute", "podMonitor"))
        .filteredOn(object -> kind(object).equals(kind(manifest)))
        .singleElement()
        .satisfies(object -> assertThat(withoutTheChartsOwn(object)).isEqualTo(manifest));
  }

  @Test
  void an_autoscaler_sets_the_replicas_alone() throws IOException {
    List<Map<String, Object>> objects = rendered("autoscaling");

    assertThat(withoutTheChartsOwn(only(objects, "HorizontalPodAutoscaler")))
        .isEqualTo(manifest("horizontalpodautoscaler.yaml"));
    assertThat(JsonPath.<Map<String, Object>>read(only(objects, "Deployment"), "$.spec"))
        .doesNotContainKey("replicas");
  }

  @Test
  void by_default_it_makes_what_kustomization_names() throws IOException {
    List<String> kinds =
        JsonPath.<List<String>>read(manifest("kustomization.yaml"), "$.resources[*]").stream()
            .map(HelmChartTest::kindOf)
            .toList();

    assertThat(rendered())
        .extracting(HelmChartTest::kind)
        .contains("ConfigMap")
        .filteredOn(kind -> !kind.equals("ConfigMap"))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void its_settings_are_those_of_the_manifests() throws IOException {
    Properties manifests = new Properties();
    manifests.load(new StringReader(Files.readString(MANIFESTS.resolve("application.properties"))));

    assertThat(settings(rendered())).isEqualTo(manifests);
  }

  @Test
  void a_setting_reaches_the_service_as_it_was_written() throws IOException {
    String value = "a\\b: #c = ü";

    assertThat(settings(objects(chart().set("settings.a\\.b", value)))).containsEntry("a.b", value);
  }

  @Test
  void a_changed_setting_restarts_the_replicas() {
    String checksum = "$.spec.template.metadata.annotations['gatehouse.dev/settings']";

    assertThat(
            JsonPath.<String>read(
                only(objects(chart().set("settings.gatehouse\\.page\\.name", "x")), "Deployment"),
                checksum))
        .isNotEqualTo(JsonPath.<String>read(only(rendered(), "Deployment"), checksum));
  }

  /** RFC 8414, 3.1: two addresses of the metadata are outside the path. */
  @Test
  void the_route_has_the_path_of_the_public_url_and_the_metadata() throws IOException {
    List<Map<String, Object>> objects =
        objects(
            chart()
                .set("httpRoute.enabled", true)
                .set("settings.gatehouse\\.public-url", "https://shop.example/auth/"));

    Map<String, Object> route = only(objects, "HTTPRoute");
    assertThat(JsonPath.<Object>read(route, "$.spec.hostnames[0]")).isEqualTo("shop.example");
    assertThat(JsonPath.<List<String>>read(route, "$.spec.rules[0].matches[*].path.value"))
        .containsExactly(
            "/auth",
            "/.well-known/openid-configuration/auth",
            "/.well-known/oauth-authorization-server/auth");
    // The manifest as its comments tell to change it.
    String manifest =
        Files.readString(MANIFESTS.resolve("httproute.yaml"))
            .replace("login.example", "shop.example")
            .replace("value: /\n", "value: /auth\n")
            .replace("        # ", "        ");
    assertThat(withoutTheChartsOwn(route)).isEqualTo(new Yaml().load(manifest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replica", "image.name", "httpRoute.enable"})
  void an_unknown_value_is_refused(String name) {
    assertThatThrownBy(() -> chart().set(name, "x").call())
        .hasMessageContaining(name.substring(name.indexOf('.') + 1));
  }

  /** A number of seven digits would become 1e+06. */
  @Test
  void a_setting_that_is_not_text_is_refused() {
    assertThatThrownBy(() -> chart().set("settings.gatehouse\\.limit", 1_000_000).call())
        .hasMessageContaining("got number, want string");
  }

  private static TemplateCommand chart() {
    return new Helm(CHART)
        .template()
        .withName("gatehouse")
        .withNamespace("gatehouse")
        .withKubeVersion("1.33.0");
  }

  private static List<Map<String, Object>> rendered(String... switchedOn) {
    TemplateCommand command = chart();
    for (String part : switchedOn) {
      command.set(part + ".enabled", true);
    }
    return objects(command);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> objects(TemplateCommand command) {
    return StreamSupport.stream(new Yaml().loadAll(command.call()).spliterator(), false)
        .filter(Map.class::isInstance)
        .map(object -> (Map<String, Object>) object)
        .toList();
  }

  private static Map<String, Object> only(List<Map<String, Object>> objects, String kind) {
    return objects.stream().filter(object -> kind(object).equals(kind)).findFirst().orElseThrow();
  }

  private static Properties settings(List<Map<String, Object>> objects) throws IOException {
    Properties settings = new Properties();
    settings.load(
        new StringReader(
            JsonPath.read(only(objects, "ConfigMap"), "$.data['application.properties']")));
    return settings;
  }

  /** The image is named by kustomization.yaml, where that has a place for it. */
  private static Map<String, Object> manifest(String file) throws IOException {
    String text = Files.readString(MANIFESTS.resolve(file));
    Map<String, Object> kustomization =
        new Yaml().load(Files.readString(MANIFESTS.resolve("kustomization.yaml")));
    String image =
        JsonPath.read(kustomization, "$.images[0].newName")
            + ":"
            + JsonPath.read(kustomization, "$.images[0].newTag");
    return new Yaml().load(text.replace("image: gatehouse\n", "image: " + image + "\n"));
  }

  private static String kindOf(String file) {
    try {
      return kind(manifest(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kind(Map<String, Object> object) {
    return JsonPath.read(object, "$.kind");
  }

  private static Object withoutTheChartsOwn(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new LinkedHashMap<>();
        map.forEach((key, of) -> {
          if (!OF_THE_CHART.contains(key) && !isAnnotationOfTheChart(key, of)) {
            copy.put(key, withoutTheChartsOwn(of));
          }
        });
        yield copy;
      }
      case List<?> list -> list.stream().map(HelmChartTest::withoutTheChartsOwn).toList();
      default -> value;
    };
  }

  private static boolean isAnnotationOfTheChart(Object key, Object value) {
    return key.equals("annotations")
        && value instanceof Map<?, ?> map
        && OF_THE_CHART.containsAll(map.keySet());
  }
}
