package dev.gatehouse.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-27: the finished jar refuses to start on a bad setting, in one line that shows no value. */
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

  @ParameterizedTest
  @CsvSource({
    "gatehouse.wechat.apps.web.secret=, gatehouse.wechat.apps.web.secret is missing",
    "gatehouse.wechat.apps.web.secret=planted, gatehouse.wechat.apps.web.secret is too short",
    "gatehouse.wechat.api-base-url=http://planted.example, gatehouse.wechat.api-base-url must be",
    "gatehouse.wechat.deadline=planted, cannot read gatehouse.wechat.deadline as",
    "gatehouse.public-url=, gatehouse.public-url is missing",
    "gatehouse.public-url=http://planted.example, gatehouse.public-url must be https",
    "gatehouse.session.signing-keys=, gatehouse.session.signing-keys is missing",
    "gatehouse.session.signing-keys=/planted, 'gatehouse.session.signing-keys, file 1, cannot be'",
    "gatehouse.session.signing-keys=pom.xml, 'gatehouse.session.signing-keys, file 1, is not one'",
    "gatehouse.session.enabled=planted, cannot read gatehouse.session.enabled",
    "gatehouse.session.access-ttl=30d, gatehouse.session.access-ttl must be between",
    "gatehouse.session.refresh-ttl=10m, gatehouse.session.access-ttl must be shorter than",
    "server.port=planted, cannot read server.port",
    "gatehouse.registration.default-name=, gatehouse.registration.default-name must be",
    "spring.datasource.url=, spring.datasource.url is missing",
    "spring.datasource.password=, spring.datasource.password is missing",
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

  private static Process start(String setting) throws IOException {
    String name = setting.substring(0, setting.indexOf('=') + 1);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Path.of("target", "gatehouse.jar").toString()));
    Stream.concat(
            GOOD.stream().filter(good -> !good.startsWith("--" + name)), Stream.of("--" + setting))
        .forEach(command::add);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
