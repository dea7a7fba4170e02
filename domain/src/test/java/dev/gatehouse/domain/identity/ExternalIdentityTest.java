package dev.gatehouse.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.login.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdentityTest {

  private static final LoginMethod METHOD = new LoginMethod("WX");

  /** SEC-11. */
  @ParameterizedTest
  @ValueSource(strings = {"ABC", "abc ", " abc", "ａｂｃ"})
  void nothing_is_folded_or_trimmed(String variant) {
    assertThat(new ExternalIdentity(METHOD, variant))
        .isNotEqualTo(new ExternalIdentity(METHOD, "abc"));
  }

  @Test
  void it_must_fit_its_column() {
    assertThat(new ExternalIdentity(METHOD, "🙂".repeat(64)).identification()).hasSize(128);
    assertThatThrownBy(() -> new ExternalIdentity(METHOD, "x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("identification")
        .hasMessageNotContaining("xxx");
  }

  @Test
  void a_blank_identification_is_refused() {
    assertThatThrownBy(() -> new ExternalIdentity(METHOD, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("identification");
  }

  /** SEC-21. */
  @Test
  void its_text_keeps_the_person_to_itself() {
    assertThat(new ExternalIdentity(METHOD, "planted"))
        .hasToString("ExternalIdentity[" + METHOD + "]");
    assertThat(new Profile("planted")).hasToString("Profile[]");
  }
}
