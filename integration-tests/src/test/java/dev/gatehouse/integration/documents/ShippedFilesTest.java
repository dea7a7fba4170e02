package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.yaml.snakeyaml.Yaml;

/** SEC-34: what the files for containers promise. That they work needs an engine; this does not. */
class ShippedFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path NGINX = ROOT.resolve("deploy/nginx/gatehouse.conf");

  private static final XPath XPATH = XPathFactory.newInstance().newXPath();
  private static final String OURS = "/dependency[groupId='dev.gatehouse']";
  private static final String MANAGED = "/project/dependencyManagement/dependencies" + OURS;

  @ParameterizedTest
  @ValueSource(strings = {"gatehouse-1", "gatehouse-2"})
  void composed_replicas_are_as_closed(String replica) throws IOException {
    Object compose = yaml("compose.yaml");
    String service = "$.services." + replica;

    assertThat(JsonPath.<Boolean>read(compose, service + ".read_only")).isTrue();
    assertThat(JsonPath.<List<String>>read(compose, service + ".cap_drop")).containsExactly("ALL");
    // MySQL's image has a self-signed certificate; with verification, no connection would open.
    assertThat(JsonPath.<String>read(compose, service + ".environment.SPRING_DATASOURCE_URL"))
        .contains("sslMode=REQUIRED");
    assertThat(JsonPath.<String>read(compose, "$.services.mysql.image")).isEqualTo("mysql:9.7");
  }

  /** A rolling restart asks from nginx's container, which has a shell, for readiness. */
  @ParameterizedTest
  @ValueSource(strings = {"gatehouse-1", "gatehouse-2"})
  void health_of_a_composed_replica_is_for_its_network_alone(String replica) throws IOException {
    Map<String, Object> service = JsonPath.read(yaml("compose.yaml"), "$.services." + replica);

    assertThat(JsonPath.<String>read(service, "$.environment.MANAGEMENT_SERVER_ADDRESS"))
        .isEqualTo("0.0.0.0");
    assertThat(service).doesNotContainKeys("ports", "network_mode");
    assertThat(Files.readString(ROOT.resolve("docs/operate/shipping.md")))
        .contains("wget -q -O - http://gatehouse-1:8081/actuator/health/readiness");
  }

  /** The health check of the image tells. */
  @Test
  void nginx_starts_when_the_composed_replicas_are_ready() throws IOException {
    assertThat(
            JsonPath.<Map<String, Map<String, String>>>read(
                yaml("compose.yaml"), "$.services.nginx.depends_on"))
        .containsOnlyKeys("gatehouse-1", "gatehouse-2")
        .allSatisfy((replica, is) -> assertThat(is).containsEntry("condition", "service_healthy"));
    List<String> image = dockerfile();
    assertThat(image.subList(image.indexOf("FROM ${BASE}"), image.size()))
        .anyMatch(line -> line.matches("HEALTHCHECK .* CMD \\[\"/opt/gatehouse/jre/bin/java\".*]"));
  }

  /** nginx looks names up once, so a replica has to keep its address. */
  @Test
  void nginx_finds_each_composed_replica_and_each_believes_nginx_alone() throws IOException {
    Object compose = yaml("compose.yaml");
    List<String> replicas =
        Pattern.compile("^ *server (\\S+):8080;$", Pattern.MULTILINE)
            .matcher(Files.readString(NGINX))
            .results()
            .map(server -> server.group(1))
            .toList();

    assertThat(replicas).containsExactly("gatehouse-1", "gatehouse-2");
    assertThat(JsonPath.<List<String>>read(compose, "$.services.nginx.extra_hosts"))
        .containsExactlyElementsOf(
            replicas.stream().map(name -> name + ":" + address(compose, name)).toList());
    for (String replica : replicas) {
      assertThat(
              JsonPath.<String>read(
                  compose, "$.services." + replica + ".environment.GATEHOUSE_TRUSTED_PROXIES"))
          .isEqualTo(address(compose, "nginx"));
    }
  }

  /**
   * Compose refuses two services that build one image, and looks in a registry for what none does.
   */
  @ParameterizedTest
  @ValueSource(strings = {"compose.yaml", "compose.trial.yaml"})
  void each_image_of_ours_is_built_by_one_service(String file) throws IOException {
    Map<String, Map<String, Object>> services = JsonPath.read(yaml(file), "$.services");
    Map<String, List<Map<String, Object>>> ours =
        services.values().stream()
            .collect(Collectors.groupingBy(service -> String.valueOf(service.get("image"))));
    ours.keySet().removeIf(image -> !image.startsWith("gatehouse"));

    assertThat(ours).isNotEmpty();
    assertThat(ours.values())
        .allSatisfy(users -> {
          assertThat(users).filteredOn(user -> user.containsKey("build")).hasSize(1);
          assertThat(users)
              .allSatisfy(user ->
                  assertThat(user.get("pull_policy"))
                      .isEqualTo(user.containsKey("build") ? "build" : "never"));
        });
  }

  /** A tag of another project can be moved to other code; a commit cannot. */
  @Test
  void workflows_name_the_commit_of_each_action() throws IOException {
    List<String> actions = new ArrayList<>();
    try (Stream<Path> workflows = Files.list(ROOT.resolve(".github/workflows"))) {
      for (Path workflow : workflows.toList()) {
        Pattern.compile("uses: (.*)")
            .matcher(Files.readString(workflow))
            .results()
            .forEach(use -> actions.add(use.group(1)));
      }
    }

    assertThat(actions)
        .isNotEmpty()
        .allSatisfy(
            action -> assertThat(action).matches("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
  }

  /** Everyone who reaches a simulator logs in as anyone. */
  @Test
  void the_trial_is_open_to_this_machine_alone() throws IOException {
    assertThat(JsonPath.<List<String>>read(yaml("compose.trial.yaml"), "$.services[*].ports[*]"))
        .isNotEmpty()
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  /** Where the guide has them put. */
  @Test
  void secrets_stay_out_of_git_and_of_images() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".gitignore"))).contains("/secrets/");
    assertThat(Files.readAllLines(ROOT.resolve(".dockerignore"))).contains("secrets/");
  }

  /** SEC-21: the query of a callback holds a code and a state. */
  @Test
  void nginx_logs_no_query() throws IOException {
    String nginx = Files.readString(NGINX);
    String format = nginx.substring(nginx.indexOf("log_format"), nginx.indexOf("$upstream_addr"));

    assertThat(nginx).contains("access_log ");
    assertThat(format).contains("$call").doesNotContainPattern("\\$(request|request_uri|args)\\b");
  }

  /** SEC-32. */
  @Test
  void nginx_has_the_words_of_the_api() throws IOException {
    Pattern text = Pattern.compile("^ +\"(\\w+) (zh|en)\" +\"(.+)\";$", Pattern.MULTILINE);
    String nginx = Files.readString(NGINX);
    Map<String, String> said = new TreeMap<>();
    Map<String, String> meant = new TreeMap<>();
    for (String part : List.of("title", "detail")) {
      String map = nginx.substring(nginx.indexOf("$problem_" + part + " {"));
      text.matcher(map.substring(0, map.indexOf('}')))
          .results()
          .forEach(problem -> {
            String key = problem.group(1) + "." + part;
            said.put(key + problem.group(2), problem.group(3));
            meant.put(key + problem.group(2), words(key, Locale.of(problem.group(2))));
          });
    }

    assertThat(said).hasSize(2 * 2 * 7).isEqualTo(meant);
  }

  @Test
  void the_image_runs_as_a_numbered_user_and_through_no_shell() throws IOException {
    String image = Files.readString(ROOT.resolve("Dockerfile"));
    String last = image.substring(image.lastIndexOf("\nFROM "));

    assertThat(last).contains("USER 65532:65532", "ENTRYPOINT [\"").doesNotContain("RUN ");
  }

  /** The BOM has no parent, so it inherits none of what a release needs. */
  @ParameterizedTest
  @CsvSource({"release, maven-gpg-plugin", "central, central-publishing-maven-plugin"})
  void a_release_treats_the_bom_as_every_artifact(String profile, String plugin) throws Exception {
    String path =
        "normalize-space(/project/profiles/profile[id='%s']//plugin[artifactId='%s'])"
            .formatted(profile, plugin);

    assertThat(XPATH.evaluate(path, pom("bom")))
        .isNotEmpty()
        .isEqualTo(XPATH.evaluate(path, pom(".")));
  }

  /** Central's plugin publishes every module of the build, also one that is not to be deployed. */
  @Test
  void a_release_publishes_the_bom_and_what_it_names() throws Exception {
    Matcher modules =
        Pattern.compile("--projects (\\S+) --also-make")
            .matcher(Files.readString(ROOT.resolve("bin/release")));
    assertThat(modules.find()).isTrue();
    Set<String> built = new TreeSet<>();
    for (String module : modules.group(1).split(",", -1)) {
      addWithDependencies(module, built);
    }

    Set<String> named = new TreeSet<>(all(pom("bom"), MANAGED + "/artifactId"));
    named.add("bom");
    assertThat(built).isEqualTo(named);
    for (String module : built) {
      assertThat(all(pom(module), "//maven.deploy.skip")).as(module).isEmpty();
    }
  }

  @Test
  void the_bom_names_every_artifact_of_a_module() throws Exception {
    Document bom = pom("bom");
    for (String module : new TreeSet<>(all(bom, MANAGED + "/artifactId"))) {
      Document pom = pom(module);
      String managed = MANAGED + "[artifactId='" + module + "']";

      assertThat(all(bom, managed + "/type"))
          .as(module)
          .hasSameSizeAs(all(pom, "//execution[id='testkit' and phase='package']"));
      assertThat(all(bom, managed + "/classifier"))
          .as(module)
          .isEqualTo(all(pom, "//plugin[artifactId='spring-boot-maven-plugin']//classifier"));
    }
  }

  /** Dependabot reads the images of literal stages alone; a build argument may replace each. */
  @Test
  void each_base_of_the_image_is_a_stage_that_an_argument_can_replace() throws IOException {
    Map<String, String> arguments = new TreeMap<>();
    Map<String, String> images = new TreeMap<>();
    for (String line : dockerfile()) {
      String[] words = line.split("[ =]", -1);
      if (words[0].equals("ARG")) {
        arguments.put("${" + words[1] + "}", words[2]);
      } else if (words[0].equals("FROM") && !words[1].startsWith("$")) {
        assertThat(words).as(line).hasSize(4);
        assertThat(words[1]).matches("[a-z0-9./-]+:[a-z0-9.-]+");
        images.put(words[3], words[1]);
      } else if (words[0].equals("FROM")) {
        assertThat(arguments).containsKey(words[1]);
        assertThat(images).containsKey(arguments.get(words[1]));
      }
    }

    assertThat(images).hasSize(3).containsOnlyKeys(arguments.values());
    // By these names the release workflow passes the digests.
    images
        .keySet()
        .forEach(stage ->
            assertThat(arguments)
                .containsEntry("${" + stage.toUpperCase(Locale.ROOT) + "}", stage));
  }

  @Test
  void the_image_copies_from_earlier_stages_what_is_there() throws IOException {
    List<String> stages = new ArrayList<>();
    int copies = 0;
    for (String line : dockerfile()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("FROM") && words.length == 4) {
        stages.add(words[3]);
      } else if (line.startsWith("COPY --from=")) {
        String stage = words[1].substring("--from=".length());
        assertThat(stages).as(line).contains(stage);
        for (String source : List.of(words).subList(2, words.length - 1)) {
          isThere(stage, source);
          copies++;
        }
      }
    }

    assertThat(copies).isPositive();
  }

  private static void isThere(String stage, String source) throws IOException {
    if (stage.equals("layout")) {
      assertThat(dockerfile())
          .anyMatch(
              line -> line.contains("/src/image-layout ") && line.contains(" " + source + " "));
      return;
    }
    assertThat(source).startsWith("/src/");
    String path = source.substring("/src/".length());
    String folder = path.substring(0, path.lastIndexOf('/'));
    String file = path.substring(folder.length() + 1);
    if (folder.endsWith("/target")) {
      String module = folder.replace("/target", "");
      assertThat(dockerfile())
          .anyMatch(line -> line.matches(".* --projects [a-z,-]*\\b" + module + "\\b.*"));
      String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
      String classifier = pom.contains("<classifier>exec</classifier>") ? "-exec" : "";
      assertThat(pom)
          .contains("<finalName>" + file.replace(classifier + ".jar", "") + "</finalName>");
    } else {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(ROOT.resolve(folder), file)) {
        assertThat(found).isNotEmpty();
      }
    }
  }

  @Test
  void no_file_holds_a_secret() throws IOException {
    String compose = Files.readString(ROOT.resolve("compose.yaml"));
    String settings = Files.readString(ROOT.resolve("deploy/kubernetes/application.properties"));

    assertThat(compose).doesNotContainPattern("(?i)(password|secret): *[\"']?[a-z0-9]{6,}");
    assertThat(settings).doesNotContainPattern("(?i)(password|secret)=");
  }

  private static String words(String key, Locale language) {
    ResourceBundle words =
        ResourceBundle.getBundle(
            "dev.gatehouse.adapter.rest.problems",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return words.getString(key);
  }

  private static void addWithDependencies(String module, Set<String> modules) throws Exception {
    if (modules.add(module)) {
      for (String other : all(pom(module), "/project/dependencies" + OURS + "/artifactId")) {
        addWithDependencies(other, modules);
      }
    }
  }

  private static List<String> all(Document pom, String path) throws Exception {
    List<String> texts = new ArrayList<>();
    XPATH
        .evaluateExpression(path, pom, XPathNodes.class)
        .forEach(node -> texts.add(node.getTextContent()));
    return texts;
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(module, "pom.xml").toFile());
  }

  private static String address(Object compose, String service) {
    return JsonPath.read(compose, "$.services." + service + ".networks.default.ipv4_address");
  }

  /** The instructions, each on one line. */
  private static List<String> dockerfile() throws IOException {
    return Files.readString(ROOT.resolve("Dockerfile"))
        .replaceAll("(?m)^#.*\n", "")
        .replaceAll("\\\\\n\\s*", "")
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Object yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(ROOT.resolve(file)));
  }
}
