package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.operation.IdentificationForm;
import dev.gatehouse.domain.login.IdentityProvider;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Rows of an older service in the form of ours (reference, sections 1.1 and 1.2). */
class PhoneFormConfigurationTest {

  private static Optional<String> normalised(Map<String, String> settings, String stored) {
    return new PhoneFormConfiguration().phoneNumberForm(bound(settings)).normalized(stored);
  }

  private static NumberProperties bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("gatehouse.phone", NumberProperties.class);
  }

  @Test
  void the_form_is_there_without_a_gateway_and_reads_numbers_of_the_default_region() {
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(
            PhoneAutoConfiguration.class, PhoneFormConfiguration.class)) {
      assertThat(context.getBeansOfType(IdentityProvider.class)).isEmpty();
      assertThat(context.getBean(IdentificationForm.class).normalized("13800138000"))
          .contains("+8613800138000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CN, 13800138000, +8613800138000",
    "CN, 8613800138000, +8613800138000",
    "CN, +86 138 0013 8000, +8613800138000",
    "CN, 0086-138-0013-8000, +8613800138000",
    "CN, +8613800138000, +8613800138000",
    "CN, +447400123456, +447400123456",
    "TW, 0912345678, +886912345678",
    "'TW,CN', 0912345678, +886912345678",
  })
  void a_number_of_any_region_is_normalised(String regions, String stored, String normalised) {
    assertThat(normalised(Map.of("gatehouse.phone.regions", regions), stored)).contains(normalised);
  }

  @Test
  void a_number_of_an_extra_prefix_is_normalised() {
    String stored = "14200138000";

    assertThat(normalised(Map.of(), stored)).isEmpty();
    assertThat(normalised(Map.of("gatehouse.phone.extra-prefixes", "+86142"), stored))
        .contains("+8614200138000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "1380013800", "13800138000 ext 5", "010 1234 5678"})
  void what_is_no_number_of_a_mobile_phone_stays_as_it_is(String stored) {
    assertThat(normalised(Map.of(), stored)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "regions, Atlantis",
    "regions, ''",
    "extra-prefixes, 170",
    "refused-prefixes, +86x",
  })
  void a_wrong_setting_stops_the_start_by_its_name(String name, String value) {
    assertThatThrownBy(() -> bound(Map.of("gatehouse.phone." + name, value)))
        .rootCause()
        .hasMessageStartingWith("gatehouse.phone." + name + " must be ");
  }
}
