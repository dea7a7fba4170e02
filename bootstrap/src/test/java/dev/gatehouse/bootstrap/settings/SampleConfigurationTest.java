package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.GatehouseApplication;
import dev.gatehouse.bootstrap.command.OperatorRunner;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in the documentation names every setting that there is, and only those. */
class SampleConfigurationTest {

  private static final Path SAMPLE = Path.of("..", "docs", "operate", "application.properties");
  private static final Pattern SWITCHED_OFF = Pattern.compile("#(?=[a-z][a-z0-9.-]*=)");

  @TempDir private Path folder;

  /** Boot keeps the format of the log for the life of the JVM. */
  @AfterEach
  void forgetTheFormatOfTheLog() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  @Test
  void every_setting_is_in_the_sample() throws IOException {
    List<String> lines = Files.readAllLines(SAMPLE);

    assertThat(SettingsCatalogue.ofClassPath().names())
        // Of an adapter that only ConfigurationTest knows.
        .filteredOn(name -> !name.startsWith("gatehouse.knock."))
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(lines)
                .as(name)
                .anyMatch(line -> line.matches("#?" + Pattern.quote(name) + "[.=].*")));
  }

  @Test
  void the_sample_with_all_of_its_settings_is_sound() throws IOException {
    Path all = folder.resolve("all.properties");
    Files.write(
        all,
        Files.readAllLines(SAMPLE).stream()
            .map(line -> SWITCHED_OFF.matcher(line).replaceFirst(""))
            .toList());

    assertThat(
            OperatorRunner.run(
                GatehouseApplication.class,
                new String[] {
                  "check-config",
                  "--spring.config.additional-location=file:" + all,
                  // The one setting that names something which must be there.
                  "--gatehouse.session.signing-keys=" + TestKeys.file()
                }))
        .isZero();
  }
}
