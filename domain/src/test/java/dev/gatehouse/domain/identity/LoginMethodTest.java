package dev.gatehouse.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginMethodTest {

  @ParameterizedTest
  @ValueSource(strings = {"WX", "P", "sms-2", "a.b_c", "123456789012345678901234567890123456"})
  void a_code_is_letters_digits_and_a_few_signs(String code) {
    assertThat(LoginMethod.parse(code)).contains(new LoginMethod(code));
    assertThat(new LoginMethod(code)).hasToString(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "微信", "WX ", "-x", "a\nb", "1234567890123456789012345678901234567"})
  void anything_else_is_no_code(String code) {
    assertThat(LoginMethod.parse(code)).isEmpty();
    assertThatThrownBy(() -> new LoginMethod(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("code");
  }

  @Test
  void case_makes_another_method() {
    assertThat(new LoginMethod("wx")).isNotEqualTo(new LoginMethod("WX"));
  }
}
