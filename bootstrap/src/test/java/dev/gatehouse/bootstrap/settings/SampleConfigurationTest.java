package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.GatehouseApplication;
import dev.gatehouse.bootstrap.command.OperatorRunner;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample in the documentation names every setting that there is, and only those. */
class SampleConfigurationTest {

  private static final Path SAMPLE = Path.of("..", "docs", "operate", "application.properties");
  private static final Pattern ADAPTER = Pattern.compile("<artifactId>adapters-([a-z]+)<");
  private static final Pattern SWITCHED_OFF = Pattern.compile("#(?=[a-z][a-z0-9.-]*=)");

  private static final Pattern SECRET =
      Pattern.compile("([a-z][a-z0-9.-]*(?:secret|secret-key|password|token))=");

  @TempDir private Path folder;

  /** Boot keeps the format of the log for the life of the JVM. */
  @AfterEach
  void forgetTheFormatOfTheLog() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  @Test
  void every_setting_is_in_the_sample() throws IOException {
    List<String> lines = Files.readAllLines(SAMPLE);

    assertThat(settingsOfOurModules())
        .hasSizeGreaterThan(60)
        .allSatisfy(name ->
            assertThat(lines)
                .as(name)
                .anyMatch(line -> line.matches("#?" + Pattern.quote(name) + "[.=].*")));
  }

  /** An adapter of another team may be on the class path, too; the BOM names ours. */
  private static Set<String> settingsOfOurModules() throws IOException {
    List<String> packages =
        ADAPTER
            .matcher(Files.readString(Path.of("..", "bom", "pom.xml")))
            .results()
            .map(adapter -> "dev.gatehouse.adapter." + adapter.group(1) + ".")
            .collect(Collectors.toCollection(ArrayList::new));
    packages.add("dev.gatehouse.bootstrap.");
    Set<String> names = new TreeSet<>();
    for (URL each :
        Collections.list(
            SampleConfigurationTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream json = each.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
          String source = property.path("sourceType").asString("");
          String name = property.path("name").asString();
          if (name.startsWith("gatehouse.") && packages.stream().anyMatch(source::startsWith)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  /** SEC-46. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void every_secret_of_the_sample_is_refused(CapturedOutput output) throws IOException {
    Path all = folder.resolve("all.properties");
    Files.write(
        all,
        Files.readAllLines(SAMPLE).stream()
            .map(line -> SWITCHED_OFF.matcher(line).replaceFirst(""))
            .toList());

    OperatorRunner.run(
        GatehouseApplication.class,
        new String[] {
          "check-config",
          "--spring.config.additional-location=file:" + all,
          "--gatehouse.phone.gateway=aliyun,tencent,http",
          "--gatehouse.phone.human-check.when=always",
          "--gatehouse.session.signing-keys=" + TestKeys.file()
        });

    assertThat(output.getOut().lines())
        .filteredOn(line -> line.contains(" is the sample of"))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyInAnyOrderElementsOf(secrets(all));
  }

  private static List<String> secrets(Path settings) throws IOException {
    return Files.readAllLines(settings).stream()
        .map(SECRET::matcher)
        .filter(Matcher::lookingAt)
        .map(secret -> secret.group(1))
        .toList();
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void the_sample_with_all_of_its_settings_is_sound(CapturedOutput output) throws IOException {
    assertThat(checkSample()).isZero();
    assertThat(output).contains("The configuration is sound.").doesNotContain("Tencent");
  }

  /** What no check can see, because it is kept elsewhere. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void what_sound_settings_leave_to_do_at_a_vendor_is_shown(CapturedOutput output)
      throws IOException {
    assertThat(
            checkSample(
                "--gatehouse.phone.gateway=tencent", "--gatehouse.phone.tencent.secret-key=chosen"))
        .isZero();
    assertThat(output).contains("Tencent sends 2 messages a day to one number unless");
  }

  private int checkSample(String... more) throws IOException {
    Path all = folder.resolve("all.properties");
    Files.write(
        all,
        Files.readAllLines(SAMPLE).stream()
            .map(line -> SWITCHED_OFF.matcher(line).replaceFirst(""))
            .toList());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check-config",
                "--spring.config.additional-location=file:" + all,
                // What each operator must choose.
                "--gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210",
                "--gatehouse.webhook.secret=whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
                "--spring.datasource.password=chosen",
                "--gatehouse.wechat.apps.h5.secret=fedcba9876543210fedcba987654321e",
                "--gatehouse.wechat.apps.mini.secret=fedcba9876543210fedcba987654321f",
                "--gatehouse.phone.aliyun.access-key-secret=chosen",
                "--gatehouse.phone.receipts.secret=chosen-0123456789abcdef0123456789",
                // The one setting that names something which must be there.
                "--gatehouse.session.signing-keys=" + TestKeys.file()));
    arguments.addAll(List.of(more));
    return OperatorRunner.run(GatehouseApplication.class, arguments.toArray(String[]::new));
  }
}
