package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.GatehouseJar.Ending;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code java -jar gatehouse.jar <command>}: the command runs, alone, and its status says how it
 * ended.
 */
class OperatorCommandsIT {

  private static final List<String> TRIAL =
      List.of(
          "--spring.datasource.url=jdbc:h2:mem:commands;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
          "--spring.datasource.username=sa",
          "--spring.datasource.password=trial");

  /** No WeChat app is configured, no port is free to be opened: neither is needed. */
  @Test
  void a_command_needs_no_more_settings_than_it_reads() throws Exception {
    Ending ending = run(TRIAL, "migrate", "--server.port=planted");

    assertThat(ending.status()).isZero();
    assertThat(ending.output()).matches("The schema is up to date now; scripts run: [1-9][0-9]*\n");
  }

  @Test
  void a_word_that_is_no_command_is_answered_with_those_that_are() throws Exception {
    Ending ending = run(List.of(), "migrat");

    assertThat(ending.status()).isEqualTo(2);
    assertThat(ending.output())
        .contains("java -jar gatehouse.jar doctor [--merge]")
        .contains("java -jar gatehouse.jar migrate");
  }

  @Test
  void a_switch_that_the_command_does_not_know_is_refused() throws Exception {
    assertThat(run(TRIAL, "doctor", "--marge").status()).isEqualTo(2);
  }

  /** SEC-27. */
  @Test
  void a_command_without_its_settings_says_which_in_one_line() throws Exception {
    Ending ending = run(List.of("--spring.datasource.password=planted"), "doctor");

    assertThat(ending.status()).isEqualTo(1);
    assertThat(ending.output().lines())
        .singleElement()
        .asString()
        .contains("spring.datasource.url is missing")
        .doesNotContain("planted");
  }

  @Test
  @Tag("mysql")
  void commands_work_on_mysql_and_print_their_result_only() throws Exception {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      List<String> settings =
          List.of(
              "--spring.datasource.url=" + database.url(),
              "--spring.datasource.username=" + database.username(),
              "--spring.datasource.password=" + database.password());

      assertThat(run(settings, "migrate").status()).isZero();
      assertThat(run(settings, "doctor"))
          .isEqualTo(
              new Ending(0, "0 doubled identities, 0 orphaned and 0 incomplete login methods\n"));
      // Nothing but JSON, for programs that read it.
      assertThat(run(settings, "user", "show", "1", "--json"))
          .isEqualTo(new Ending(2, "{\"problem\":\"not found\"}\n"));
    }
  }

  private static Ending run(List<String> settings, String... words)
      throws IOException, InterruptedException {
    return GatehouseJar.run(Stream.concat(Stream.of(words), settings.stream()).toList());
  }
}
