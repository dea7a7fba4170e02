package dev.gatehouse.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CredentialTest {

  private static final LoginMethod METHOD = new LoginMethod("WX");

  @Test
  void a_field_is_given_as_it_was_sent() throws InvalidCredential {
    Credential credential = new Credential(METHOD, Map.of("code", " 0a1B "));

    assertThat(credential.require("code")).isEqualTo(" 0a1B ");
    assertThat(credential.field("code")).contains(" 0a1B ");
    assertThat(credential.field("state")).isEmpty();
    assertThat(credential.method()).isEqualTo(METHOD);
  }

  @Test
  void a_missing_and_a_blank_field_are_told_apart() {
    Credential credential = new Credential(METHOD, Map.of("blank", " \t"));

    assertThat(invalid(credential, "missing").reason()).isEqualTo(InvalidCredential.Reason.MISSING);
    assertThat(invalid(credential, "blank").reason()).isEqualTo(InvalidCredential.Reason.BLANK);
    assertThat(invalid(credential, "blank").field()).isEqualTo("blank");
  }

  /** SEC-21. */
  @Test
  void its_text_names_the_fields_and_keeps_the_values() {
    Credential credential = new Credential(METHOD, Map.of("code", "planted", "channel", "web"));

    assertThat(credential).hasToString("Credential[WX [channel, code]]");
  }

  @Test
  void later_changes_of_the_callers_map_do_not_reach_it() {
    Map<String, String> fields = new HashMap<>(Map.of("code", "one"));
    Credential credential = new Credential(METHOD, fields);

    fields.put("code", "two");

    assertThat(credential.field("code")).contains("one");
  }

  @Test
  void it_may_be_as_large_as_its_bounds() throws InvalidCredential {
    String longest = "x".repeat(Credential.MAX_VALUE_LENGTH);
    Map<String, String> fields =
        IntStream.range(0, Credential.MAX_FIELDS)
            .boxed()
            .collect(Collectors.toMap(String::valueOf, number -> longest));

    assertThat(new Credential(METHOD, fields).require("0")).isEqualTo(longest);
  }

  /** SEC-29. */
  @Test
  void it_is_bounded() {
    Map<String, String> tooMany =
        IntStream.rangeClosed(0, Credential.MAX_FIELDS)
            .boxed()
            .collect(Collectors.toMap(String::valueOf, String::valueOf));
    Map<String, String> tooLong = Map.of("code", "x".repeat(Credential.MAX_VALUE_LENGTH + 1));

    assertThatThrownBy(() -> new Credential(METHOD, tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
    assertThatThrownBy(() -> new Credential(METHOD, tooLong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2048")
        .hasMessageNotContaining("xxx");
  }

  private static InvalidCredential invalid(Credential credential, String field) {
    return catchThrowableOfType(InvalidCredential.class, () -> credential.require(field));
  }
}
