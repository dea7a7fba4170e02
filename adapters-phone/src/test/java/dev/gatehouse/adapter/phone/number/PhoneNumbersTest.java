package dev.gatehouse.adapter.phone.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.InvalidCredential.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

  private final List<String> refused = new ArrayList<>();
  private final PhoneNumbers numbers = numbers(List.of("CN", "GB", "US"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+8613800138000",
        "8613800138000",
        "0086 13800138000",
        "+86 (0) 138 0013 8000",
        "013800138000",
        "(+86)13800138000",
        "++8613800138000",
        "tel:+8613800138000",
        "１３８００１３８０００",
        "＋8613800138000",
        "١٣٨٠٠١٣٨٠٠٠",
        "138\u200b00138000",
        "\ufeff13800138000",
        "\u202a13800138000\u202c",
        "\n13800138000\n",
        "17951 13800138000",
        "1259313800138000"
      })
  void one_number_has_one_form_however_it_is_written(String text) throws LoginException {
    assertThat(numbers.read(text)).isEqualTo(new PhoneNumber("+8613800138000", "CN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000 ext 5",
        "13800138000;ext=5",
        "13800138000#5",
        "138OO138000",
        "1380013800",
        "138001380000",
        "12800138000",
        "10086",
        "95588",
        "13800138000/13900139000",
        "13800138000 13900139000",
        "13800138000,13900139000",
        "010 1234 5678",
        "0912345678",
        "xiaoming",
        "+",
        "\0"
      })
  void a_text_that_is_no_mobile_number_is_malformed(String text) {
    assertRefused(text, Reason.MALFORMED);
  }

  @Test
  void a_text_of_more_than_32_characters_is_malformed_before_it_is_parsed() throws Exception {
    String padded = "13800138000" + " ".repeat(21);

    assertThat(numbers.read(padded).e164()).isEqualTo("+8613800138000");
    assertRefused(padded + " ", Reason.MALFORMED);
  }

  /** Territories that share a country code with a served region have prices of their own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+447781123456",
        "+447911123456",
        "+447624123456",
        "+18762123456",
        "+77011234567",
        "+886912345678"
      })
  void a_number_of_a_region_that_is_not_served_is_unreachable(String text) {
    assertRefused(text, Reason.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({"+447400123456, GB", "+16502530000, US"})
  void a_number_of_another_served_region_is_read(String text, String region) throws Exception {
    assertThat(numbers.read(text)).isEqualTo(new PhoneNumber(text, region));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "130", "139", "145", "147", "150", "153", "155", "159", "162", "165", "166", "167", "170",
        "171", "173", "175", "178", "180", "189", "190", "193", "195", "199"
      })
  void a_mainland_mobile_range_is_served_resellers_included(String prefix) throws Exception {
    assertThat(numbers.read(prefix + "12345678").region()).isEqualTo("CN");
  }

  @Test
  void an_unknown_mainland_range_is_counted_by_its_prefix() {
    assertRefused("14212345678", Reason.MALFORMED);

    assertThat(refused).containsExactly("142");
  }

  @Test
  void an_operator_can_admit_a_range_that_the_library_does_not_know() throws Exception {
    PhoneNumbers extended =
        new PhoneNumbers(List.of("CN"), List.of("+86142"), List.of(), refused::add);

    assertThat(extended.read("14212345678")).isEqualTo(new PhoneNumber("+8614212345678", "CN"));
    assertThatThrownBy(() -> extended.read("142123456789")).isInstanceOf(InvalidCredential.class);
    assertThat(refused).isEmpty();
  }

  @Test
  void an_operator_can_refuse_a_prefix() throws Exception {
    PhoneNumbers narrowed =
        new PhoneNumbers(List.of("CN"), List.of(), List.of("+86170"), refused::add);

    assertThatThrownBy(() -> narrowed.read("17012345678"))
        .isInstanceOfSatisfying(
            InvalidCredential.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    assertThat(narrowed.read("17112345678").e164()).isEqualTo("+8617112345678");
  }

  @Test
  void a_number_does_not_show_itself() {
    assertThat(new PhoneNumber("+8613800138000", "CN")).hasToString("PhoneNumber[CN]");
  }

  private void assertRefused(String text, Reason reason) {
    assertThatThrownBy(() -> numbers.read(text))
        .isInstanceOfSatisfying(
            InvalidCredential.class,
            e -> {
              assertThat(e.field()).isEqualTo("phone");
              assertThat(e.reason()).isEqualTo(reason);
            });
  }

  private PhoneNumbers numbers(List<String> regions) {
    return new PhoneNumbers(regions, List.of(), List.of(), refused::add);
  }
}
