package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SEC-27: the finished jar refuses to start on a bad setting, in one line for each that shows no
 * value.
 */
class GatehouseJarIT {

  private static final List<String> GOOD =
      List.of(
          "--server.port=0",
          "--management.server.port=0",
          "--gatehouse.public-url=https://login.example",
          "--gatehouse.session.signing-keys=" + TestKeys.file(),
          "--gatehouse.wechat.apps.web.id=wx0123456789abcdef",
          "--gatehouse.wechat.apps.web.secret=0123456789abcdef0123456789abcdef",
          "--spring.datasource.url=jdbc:h2:mem:jar;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
          "--spring.datasource.username=sa",
          "--spring.datasource.password=trial");

  /** More of them, faster, in {@link ConfigurationTest}. */
  @ParameterizedTest
  @CsvSource({
    "gatehouse.wechat.apps.web.secret=planted, gatehouse.wechat.apps.web.secret is too short",
    "gatehouse.session.signing-keys=/planted, 'gatehouse.session.signing-keys, file 1, cannot be'",
    "server.port=planted, cannot read server.port",
    "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:1/planted, the database cannot be reached",
  })
  void a_bad_setting_stops_the_start_in_one_line(String setting, String message) throws Exception {
    Process process = start(setting);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(output.lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("Gatehouse did not start: " + message);
    assertThat(output).doesNotContain("planted").doesNotContain("\tat ");
  }

  @Test
  void all_problems_come_at_once() throws Exception {
    Process process =
        jar(List.of("--server.address=not an address", "--gatehouse.wechat.deadline=planted"));
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(output.lines().filter(line -> line.contains(" ERROR ")))
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(line -> line.contains("Gatehouse did not start: "));
    assertThat(output)
        .contains("cannot read server.address", "cannot read gatehouse.wechat.deadline")
        .contains("gatehouse.wechat.apps has no entry")
        .contains("spring.datasource.url is missing", "spring.datasource.username is missing")
        .contains("spring.datasource.password is missing")
        .doesNotContain("planted")
        .doesNotContain("\tat ");
  }

  @Test
  void check_config_says_the_same_and_starts_nothing() throws Exception {
    Process wrong = jar(List.of("check-config", "--management.server.address=not an address"));
    String problems = new String(wrong.getInputStream().readAllBytes(), UTF_8);

    assertThat(wrong.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(1);
    assertThat(problems.lines())
        .anyMatch(line -> line.startsWith("cannot read management.server.address"))
        .anyMatch(line -> line.startsWith("spring.datasource.url is missing"));
    assertThat(problems).doesNotContain("planted").doesNotContain("\tat ");
  }

  @Test
  void check_config_is_content_with_a_sound_configuration() throws Exception {
    List<String> arguments = new ArrayList<>(GOOD);
    // Nothing listens there; nobody is to look.
    arguments.add("--spring.datasource.url=jdbc:h2:tcp://127.0.0.1:1/nothing");
    arguments.addFirst("check-config");
    Process process = jar(arguments);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(output).isEqualTo("The configuration is sound.\n");
    assertThat(process.exitValue()).isZero();
  }

  private static Process start(String setting) throws IOException {
    String name = setting.substring(0, setting.indexOf('=') + 1);
    return jar(
        Stream.concat(
                GOOD.stream().filter(good -> !good.startsWith("--" + name)),
                Stream.of("--" + setting))
            .toList());
  }

  private static Process jar(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Path.of("target", "gatehouse.jar").toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
