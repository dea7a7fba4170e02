package dev.gatehouse.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.rest.admin.AdminProperties.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

/** SEC-27, SEC-91: a setting that would open the admin API to others stops the start. */
class AdminPropertiesTest {

  private static final String HASH = "ab".repeat(32);
  private static final Token GOOD = new Token(HASH, List.of("read", "disable", "close"));

  @Test
  void it_is_off_by_default_and_shows_no_hash() {
    AdminProperties properties = new AdminProperties(null, "127.0.0.1", Map.of("crm", GOOD));

    assertThat(properties.port()).isNull();
    assertThat(properties.toString()).contains("crm").doesNotContain(HASH);
  }

  @Test
  void a_port_needs_a_token() {
    assertProblem("gatehouse.admin.tokens is missing", 8082, "127.0.0.1", Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 127.0.0.1, gatehouse.admin.port must be",
    "65536, 127.0.0.1, gatehouse.admin.port must be",
    "8082, planted.example, gatehouse.admin.address must be",
  })
  void a_port_and_an_address_are_of_this_machine(int port, String address, String problem) {
    assertProblem(problem, port, address, Map.of("crm", GOOD));
  }

  @ParameterizedTest
  @CsvSource({
    "CRM, read, gatehouse.admin.tokens must have names",
    "crm, planted, gatehouse.admin.tokens.crm.rights must be some of read",
    "crm, '', gatehouse.admin.tokens.crm.rights must be some of read",
  })
  void a_token_has_a_name_and_known_rights(String name, String right, String problem) {
    assertProblem(problem, 8082, "127.0.0.1", Map.of(name, new Token(HASH, List.of(right))));
  }

  @ParameterizedTest
  @CsvSource({
    ",",
    "planted",
    "abababababababababababababababababababababababababababababababa",
    "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
  })
  void a_hash_is_one_of_a_text(@Nullable String hash) {
    assertProblem(
        "gatehouse.admin.tokens.crm.sha256 must be 64",
        8082,
        "127.0.0.1",
        Map.of("crm", new Token(hash, List.of("read"))));
  }

  /** Records could not tell them apart. */
  @Test
  void no_two_names_have_one_token() {
    assertProblem(
        ".sha256 is that of another token",
        8082,
        "127.0.0.1",
        Map.of("crm", GOOD, "desk", new Token(HASH.toUpperCase(Locale.ROOT), List.of("read"))));
  }

  @ParameterizedTest
  @CsvSource({"server.port", "management.server.port"})
  void the_port_is_its_own(String other) {
    AdminProperties properties = new AdminProperties(8082, "127.0.0.1", Map.of("crm", GOOD));
    MockEnvironment environment = new MockEnvironment().withProperty(other, "8082");

    assertThatThrownBy(
            () -> new AdminConfiguration().adminPortIsItsOwn(properties, environment).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.admin.port must differ from " + other);
  }

  private static void assertProblem(
      String problem, int port, String address, Map<String, Token> tokens) {
    assertThatThrownBy(() -> new AdminProperties(port, address, tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("planted")
        .hasMessageNotContaining(HASH);
  }
}
