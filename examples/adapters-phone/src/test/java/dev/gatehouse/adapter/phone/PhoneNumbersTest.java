package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

  private final PhoneNumbers numbers = new PhoneNumbers(List.of("CN", "GB"));

  @ParameterizedTest
  @ValueSource(
      strings = {"13800138000", "+86 138 0013 8000", "0086-138-0013-8000", "+８６13800138000"})
  void one_number_is_one_person_however_it_is_written(String text) throws LoginException {
    assertThat(read(text)).isEqualTo(new PhoneNumber("+8613800138000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+447400123456"})
  void a_number_of_another_region_that_is_taken_needs_its_country_code(String text)
      throws LoginException {
    assertThat(read(text)).isEqualTo(new PhoneNumber(text));
  }

  /** Landline, premium rate, a region that is not taken, too short, none at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {"+861012345678", "+449098790000", "+819012345678", "138", "xiaoming", "\0"})
  void what_no_code_can_or_may_be_sent_to_is_malformed(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            InvalidCredential.class,
            invalid -> assertThat(invalid.reason()).isEqualTo(InvalidCredential.Reason.MALFORMED));
  }

  private PhoneNumber read(String text) throws LoginException {
    return numbers.in(new Credential(new LoginMethod("P"), Map.of("phone", text)));
  }
}
