package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What the manifests for Kubernetes promise. That they work needs a cluster; this does not. */
class KubernetesFilesTest {

  private static final Path FOLDER = Path.of("..", "deploy", "kubernetes");

  /** SEC-34. */
  @Test
  void the_pods_are_not_root_and_write_only_to_memory() throws IOException {
    Object deployment = yaml("deployment.yaml");
    String pod = "$.spec.template.spec";
    String container = pod + ".containers[0]";

    assertThat(JsonPath.<Boolean>read(deployment, pod + ".securityContext.runAsNonRoot")).isTrue();
    assertThat(JsonPath.<Integer>read(deployment, pod + ".securityContext.runAsUser")).isPositive();
    assertThat(
            JsonPath.<Boolean>read(
                deployment, container + ".securityContext.readOnlyRootFilesystem"))
        .isTrue();
    assertThat(
            JsonPath.<Boolean>read(
                deployment, container + ".securityContext.allowPrivilegeEscalation"))
        .isFalse();
    assertThat(
            JsonPath.<List<String>>read(
                deployment, container + ".securityContext.capabilities.drop"))
        .containsExactly("ALL");
    assertThat(JsonPath.<Boolean>read(deployment, pod + ".automountServiceAccountToken")).isFalse();
    assertThat(JsonPath.<Map<String, Object>>read(deployment, container + ".resources.limits"))
        .containsKey("memory");
  }

  @Test
  void the_probes_ask_what_the_service_answers() throws IOException {
    Object deployment = yaml("deployment.yaml");
    String container = "$.spec.template.spec.containers[0]";

    assertThat(JsonPath.<String>read(deployment, container + ".livenessProbe.httpGet.path"))
        .isEqualTo("/actuator/health/liveness");
    assertThat(JsonPath.<String>read(deployment, container + ".readinessProbe.httpGet.path"))
        .isEqualTo("/actuator/health/readiness");
    assertThat(
            JsonPath.<List<Integer>>read(
                deployment, container + ".ports[?(@.name == 'management')].containerPort"))
        .containsExactly(8081);
  }

  /** SEC-28: the trusted proxies, and that no other sender is trusted. */
  @Test
  void forwarding_headers_are_believed_of_the_pods_and_only_the_ingress_controller_reaches_us()
      throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(Files.readString(FOLDER.resolve("application.properties"))));
    // Narrower than any of the private networks as a whole.
    assertThat(settings.getProperty("gatehouse.trusted-proxies"))
        .matches("[0-9.]+/(1[6-9]|2[0-9]|3[0-2])");
    assertThat(
            JsonPath.<List<Map<String, Object>>>read(
                yaml("networkpolicy.yaml"), "$.spec.ingress[?(@.ports[0].port == 'http')].from[*]"))
        .singleElement()
        .satisfies(from -> assertThat(from).containsOnlyKeys("namespaceSelector", "podSelector"));
  }

  /** A rule that leaves out the one or the other allows everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "networkpolicy.yaml",
        "networkpolicy-collector.yaml",
        "networkpolicy-webhook.yaml"
      })
  void every_way_out_has_an_end_and_a_port(String file) throws IOException {
    Object policy = yaml(file);

    assertThat(JsonPath.<List<String>>read(policy, "$.spec.policyTypes")).contains("Egress");
    assertThat(JsonPath.<List<Map<String, List<Object>>>>read(policy, "$.spec.egress"))
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.get("to")).isNotEmpty();
          assertThat(rule.get("ports")).isNotEmpty();
        });
  }

  /** SEC-18. */
  @Test
  void outside_is_https_and_never_a_network_around_us() throws IOException {
    Object policy = yaml("networkpolicy.yaml");
    String outside = "$.spec.egress[?(@.to[0].ipBlock)]";

    assertThat(JsonPath.<List<Integer>>read(policy, outside + ".ports[*].port")).containsOnly(443);
    // RFC 1918, RFC 6598 (clusters, and the metadata of some clouds), RFC 3927 (of others).
    assertThat(JsonPath.<List<String>>read(policy, outside + ".to[0].ipBlock.except[*]"))
        .containsExactlyInAnyOrder(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            // RFC 4193, RFC 4291, and IPv4 within IPv6 (RFC 4291, RFC 6052).
            "fc00::/7",
            "fe80::/10",
            "::ffff:0:0/96",
            "64:ff9b::/96");
  }

  @Test
  void a_changed_setting_restarts_the_replicas() throws IOException {
    assertThat(
            JsonPath.<List<String>>read(
                yaml("kustomization.yaml"),
                "$.configMapGenerator[?(@.name=='gatehouse')].files[*]"))
        .containsExactly("application.properties");
    assertThat(
            JsonPath.<List<String>>read(
                yaml("deployment.yaml"),
                "$.spec.template.spec.volumes[?(@.name=='settings')].configMap.name"))
        .containsExactly("gatehouse");
  }

  @Test
  void a_replica_that_is_not_ready_keeps_no_node_from_being_drained() throws IOException {
    assertThat(
            JsonPath.<String>read(
                yaml("poddisruptionbudget.yaml"), "$.spec.unhealthyPodEvictionPolicy"))
        .isEqualTo("AlwaysAllow");
  }

  @Test
  void what_is_named_is_there_and_a_collector_is_let_through_where_the_guide_has_it()
      throws IOException {
    String kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));
    String guide = Files.readString(Path.of("..", "docs", "operate", "observability.md"));

    assertThat(
            Pattern.compile("^ *(?:# )?- (\\S+\\.yaml)$", Pattern.MULTILINE)
                .matcher(kustomization)
                .results()
                .map(resource -> resource.group(1)))
        .contains("networkpolicy-collector.yaml", "networkpolicy-webhook.yaml")
        .allSatisfy(resource -> assertThat(FOLDER.resolve(resource)).isRegularFile());
    assertThat(
            JsonPath.<List<Integer>>read(
                yaml("networkpolicy-collector.yaml"), "$.spec.egress[*].ports[*].port"))
        .allSatisfy(port -> assertThat(guide).contains(":" + port + "/v1/traces"));
  }

  private static Object yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve(file)));
  }
}
