package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** SEC-34: what the files for containers promise. That they work needs an engine; this does not. */
class ShippedFilesTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void composed_replicas_are_as_closed() throws IOException {
    Object compose = yaml("compose.yaml");
    String service = "$.services.gatehouse";

    assertThat(JsonPath.<Integer>read(compose, service + ".deploy.replicas")).isEqualTo(2);
    assertThat(JsonPath.<Boolean>read(compose, service + ".read_only")).isTrue();
    assertThat(JsonPath.<List<String>>read(compose, service + ".cap_drop")).containsExactly("ALL");
    assertThat(JsonPath.<String>read(compose, "$.services.mysql.image")).isEqualTo("mysql:9.7");
  }

  /**
   * MySQL's image has a certificate that nobody vouches for; verified, no connection would open.
   */
  @Test
  void composed_replicas_reach_mysql_encrypted() throws IOException {
    assertThat(
            JsonPath.<String>read(
                yaml("compose.yaml"), "$.services.gatehouse.environment.SPRING_DATASOURCE_URL"))
        .contains("sslMode=REQUIRED");
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
    String nginx = Files.readString(ROOT.resolve("deploy/nginx/gatehouse.conf"));

    assertThat(nginx).contains("access_log ").doesNotContain("$request ", "$request\"", "$args");
  }

  @Test
  void the_image_runs_as_a_numbered_user_and_through_no_shell() throws IOException {
    String image = Files.readString(ROOT.resolve("Dockerfile"));
    String last = image.substring(image.lastIndexOf("\nFROM "));

    assertThat(last).contains("USER 65532:65532", "ENTRYPOINT [\"").doesNotContain("RUN ");
  }

  @Test
  void no_file_holds_a_secret() throws IOException {
    String compose = Files.readString(ROOT.resolve("compose.yaml"));
    String settings = Files.readString(ROOT.resolve("deploy/kubernetes/configmap.yaml"));

    assertThat(compose).doesNotContainPattern("(?i)(password|secret): *[\"']?[a-z0-9]{6,}");
    assertThat(settings).doesNotContainPattern("(?i)(password|secret)=");
  }

  private static Object yaml(String file) throws IOException {
    return new Yaml().load(Files.readString(ROOT.resolve(file)));
  }
}
