package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.operation.IdentificationForm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of an older service in the form of ours (reference, sections 1.1 and 1.2). */
class PhoneFormConfigurationTest {

  private static Optional<String> normalised(String region, String stored) {
    IdentificationForm form =
        new PhoneFormConfiguration().phoneNumberForm(List.of(region), List.of());
    return form.normalized(stored);
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
  })
  void a_number_of_any_region_is_normalised(String region, String stored, String normalised) {
    assertThat(normalised(region, stored)).contains(normalised);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "1380013800", "13800138000 ext 5", "010 1234 5678"})
  void what_is_no_number_of_a_mobile_phone_stays_as_it_is(String stored) {
    assertThat(normalised("CN", stored)).isEmpty();
  }
}
