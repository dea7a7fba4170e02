package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.dropin.DropInAutoConfiguration;
import dev.gatehouse.integration.support.DropInModule;
import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.GatehouseJar.Ending;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.DataInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
          "--gatehouse.public-url=http://127.0.0.1:8080",
          "--gatehouse.session.signing-keys=" + TestKeys.file(),
          "--gatehouse.wechat.apps.web.id=wx0123456789abcdef",
          "--gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210",
          "--spring.datasource.url=jdbc:h2:mem:jar;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
          "--spring.datasource.username=sa",
          "--spring.datasource.password=trial");

  /** More of them, faster, in {@code ConfigurationTest}. */
  @ParameterizedTest
  @CsvSource({
    "gatehouse.wechat.apps.web.secret=planted, gatehouse.wechat.apps.web.secret is too short",
    "gatehouse.session.signing-keys=/planted, 'gatehouse.session.signing-keys, file 1, cannot be'",
    "server.port=planted, cannot read server.port",
    "spring.datasource.url=jdbc:h2:tcp://127.0.0.1:1/planted, the database cannot be reached",
  })
  void a_bad_setting_stops_the_start_in_one_line(String setting, String message) throws Exception {
    Ending ending = GatehouseJar.run(goodBut(setting));

    assertThat(ending.status()).isEqualTo(1);
    assertThat(ending.output().lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("Gatehouse did not start: " + message);
    assertThat(ending.output()).doesNotContain("planted").doesNotContain("\tat ");
  }

  @Test
  void all_problems_come_at_once() throws Exception {
    Ending ending =
        GatehouseJar.run(
            List.of("--server.address=not an address", "--gatehouse.wechat.deadline=planted"));

    assertThat(ending.status()).isEqualTo(1);
    assertThat(ending.output().lines().filter(line -> line.contains(" ERROR ")))
        .hasSizeGreaterThanOrEqualTo(8)
        .allMatch(line -> line.contains("Gatehouse did not start: "));
    assertThat(ending.output())
        .contains("cannot read server.address", "cannot read gatehouse.wechat.deadline")
        .contains("gatehouse.public-url is missing", "gatehouse.session.signing-keys is missing")
        .contains("gatehouse.wechat.apps has no entry")
        .contains("spring.datasource.url is missing", "spring.datasource.username is missing")
        .contains("spring.datasource.password is missing")
        .doesNotContain("planted")
        .doesNotContain("\tat ");
  }

  @Test
  void check_config_says_the_same_and_starts_nothing() throws Exception {
    Ending ending =
        GatehouseJar.run(List.of("check-config", "--management.server.address=not an address"));

    assertThat(ending.status()).isEqualTo(1);
    assertThat(ending.output().lines())
        .anyMatch(line -> line.startsWith("cannot read management.server.address"))
        .anyMatch(line -> line.startsWith("spring.datasource.url is missing"));
    assertThat(ending.output()).doesNotContain("planted").doesNotContain("\tat ");
  }

  @Test
  void check_config_is_content_with_a_sound_configuration() throws Exception {
    List<String> arguments = new ArrayList<>(GOOD);
    // Nothing listens there; no test connects.
    arguments.add("--spring.datasource.url=jdbc:h2:tcp://127.0.0.1:1/nothing");
    arguments.addFirst("check-config");

    Ending ending = GatehouseJar.run(arguments);

    assertThat(ending.status()).isZero();
    assertThat(ending.output())
        .startsWith("The configuration is sound.\nNot checked, because nothing is called: ");
  }

  @Test
  void the_database_of_trials_does_not_ship() throws Exception {
    List<String> arguments = new ArrayList<>(GOOD);
    arguments.addFirst("check-config");
    ProcessBuilder command = GatehouseJar.command(GatehouseJar.SMALL, arguments);
    command.environment().remove("LOADER_PATH");

    Ending ending = GatehouseJar.endOf(command.start());

    assertThat(ending.status()).isEqualTo(1);
    assertThat(ending.output().lines())
        .filteredOn(line -> line.startsWith("spring.datasource.url names H2"))
        .hasSize(1);
  }

  /** Java 17 is 61; the rest of the service cannot be read by an older Java than 25. */
  @Test
  void the_class_that_starts_it_can_be_read_by_an_older_java() throws Exception {
    try (JarFile jar = new JarFile("../bootstrap/target/gatehouse.jar");
        DataInputStream launcher =
            new DataInputStream(
                jar.getInputStream(
                    jar.getEntry("BOOT-INF/classes/dev/gatehouse/bootstrap/Launcher.class")))) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
          .isEqualTo("dev.gatehouse.bootstrap.Launcher");
      assertThat(launcher.readInt()).isEqualTo(0xCAFEBABE);
      assertThat(launcher.readUnsignedShort()).as("minor version").isZero();
      assertThat(launcher.readUnsignedShort()).isEqualTo(61);
    }
  }

  @Test
  void help_lists_the_commands_and_needs_no_settings() throws Exception {
    Ending help = GatehouseJar.run(List.of("--help"));
    Ending version = GatehouseJar.run(List.of("--version"));

    assertThat(help.status()).as(help.output()).isZero();
    assertThat(help.output())
        .contains("check-config", "migrate", "doctor", "user ")
        .doesNotContain("ERROR");
    assertThat(version.status()).isZero();
    assertThat(version.output()).matches("gatehouse [0-9][^ ]*, Java 25[^ ]*\n");
  }

  /** Dropped into a folder, a module is part of the service: no pom, no rebuild. */
  @Test
  void a_module_in_a_folder_brings_its_login_method(@TempDir Path folder) throws Exception {
    ProcessBuilder command =
        GatehouseJar.command(GatehouseJar.SMALL, goodBut("gatehouse.shutdown.drain=0s"));
    GatehouseJar.addModules(command, DropInModule.in(folder));
    Process service = command.start();
    try {
      LoginCalls calls = new LoginCalls(GatehouseJar.portOf(service));

      Answer first = calls.send(DropInModule.login(calls));
      Answer second = calls.send(DropInModule.login(calls));

      assertThat(first.status()).isEqualTo(201);
      assertThat(second.status()).isEqualTo(200);
      assertThat(second.text("$.user.name")).isEqualTo(DropInAutoConfiguration.NAME);
    } finally {
      service.destroy();
      service.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  private static List<String> goodBut(String setting) {
    String name = setting.substring(0, setting.indexOf('=') + 1);
    return Stream.concat(
            GOOD.stream().filter(good -> !good.startsWith("--" + name)), Stream.of("--" + setting))
        .toList();
  }
}
