package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownSettingsTest {

  private static final Set<ConfigurationPropertyName> READ =
      Stream.of("gatehouse.door.open-time", "gatehouse.door.keys", "gatehouse.door.keys[0]")
          .map(ConfigurationPropertyName::of)
          .collect(Collectors.toSet());

  @Test
  void a_typing_error_is_answered_with_what_was_meant() {
    assertThat(problemsOfFile("gatehouse.door.open-tiem"))
        .containsExactly(
            "gatehouse.door.open-tiem is no setting of this service: did you mean"
                + " gatehouse.door.open-time?");
  }

  @Test
  void what_resembles_nothing_is_to_be_removed() {
    assertThat(problemsOfFile("gatehouse.xyz"))
        .containsExactly("gatehouse.xyz is no setting of this service: remove it");
  }

  @Test
  void other_spellings_of_a_setting_are_the_setting() {
    assertThat(problemsOfFile("gatehouse.door.openTime")).isEmpty();
    assertThat(problemsOfFile("gatehouse.door.keys[0]")).isEmpty();
    assertThat(problemsOfEnvironment("GATEHOUSE_DOOR_OPEN_TIME")).isEmpty();
    assertThat(problemsOfEnvironment("GATEHOUSE_DOOR_OPENTIME")).isEmpty();
    assertThat(problemsOfEnvironment("GATEHOUSE_DOOR_KEYS_0")).isEmpty();
  }

  @Test
  void the_environment_may_hold_what_others_put_there() {
    assertThat(problemsOfEnvironment("GATEHOUSE_SERVICE_HOST")).isEmpty();
    assertThat(problemsOfEnvironment("GATEHOUSE_PORT_8080_TCP_ADDR")).isEmpty();
    assertThat(problemsOfEnvironment("GATEHOUSE_DOOR_OPEN_TIEM")).hasSize(1);
  }

  @Test
  void settings_of_an_adapter_that_another_has_replaced_are_let_be() {
    assertThat(problemsOfFile("gatehouse.wechat.apps.web.id")).isEmpty();
    assertThat(problemsOfFile("gatehouse.wechat.deadline")).isEmpty();
  }

  private static Collection<String> problemsOfFile(String setting) {
    StandardEnvironment environment = emptyEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("file", Map.of(setting, "x")));
    return new UnknownSettings(READ).in(environment);
  }

  private static Collection<String> problemsOfEnvironment(String variable) {
    StandardEnvironment environment = emptyEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(variable, "x")));
    return new UnknownSettings(READ).in(environment);
  }

  private static StandardEnvironment emptyEnvironment() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    return environment;
  }
}
