package dev.gatehouse.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final HexFormat HEX = HexFormat.of();

  private final RefreshToken token = RefreshToken.random(RANDOM);

  @Test
  void a_token_is_read_back_from_its_text() {
    assertThat(RefreshToken.parse(token.value())).contains(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "\u0661", " ", "=", "+", "/", "\n", "AA"})
  void what_is_not_64_characters_of_base64url_is_no_token(String end) {
    assertThat(RefreshToken.parse("A".repeat(63) + "B")).isPresent();
    assertThat(RefreshToken.parse("A".repeat(end.equals("A") ? 62 : 63) + end)).isEmpty();
  }

  /** SEC-24: 256 bits that differ for each token, besides the handle. */
  @Test
  void a_token_is_48_random_bytes() {
    assertThat(Base64.getUrlDecoder().decode(token.value())).hasSize(48);
    assertThat(RefreshToken.random(RANDOM)).isNotEqualTo(token);
  }

  @Test
  void a_successor_is_of_the_same_session_and_depends_on_salt_and_secret() {
    Salt salt = Salt.random(RANDOM);

    RefreshToken successor = token.successor(salt);

    assertThat(successor).isNotEqualTo(token).isEqualTo(token.successor(salt));
    assertThat(successor.sessionId()).isEqualTo(token.sessionId());
    assertThat(successor.secretHash()).isNotEqualTo(token.secretHash());
    assertThat(token.successor(Salt.random(RANDOM))).isNotEqualTo(successor);
    // The salt is stored: were it enough, the database would hold the token.
    assertThat(RefreshToken.random(RANDOM).successor(salt).secretHash())
        .isNotEqualTo(successor.secretHash());
  }

  /** SEC-24: what is public or stored does not hold the token. */
  @Test
  void neither_the_id_nor_the_hash_is_a_part_of_the_token() {
    String token = HEX.formatHex(Base64.getUrlDecoder().decode(this.token.value()));

    assertThat(token).doesNotContain(HEX.formatHex(this.token.sessionId().bytes()));
    assertThat(token).doesNotContain(HEX.formatHex(this.token.secretHash().bytes()));
  }

  /** SEC-21. */
  @Test
  void no_text_shows_a_secret() {
    assertThat(token).hasToString("RefreshToken[]");
    assertThat(token.secretHash()).hasToString("SecretHash[]");
    assertThat(Salt.random(RANDOM)).hasToString("Salt[]");
  }

  @Test
  void an_id_is_read_back_from_its_text_and_nothing_else_is() {
    SessionId id = token.sessionId();

    assertThat(SessionId.parse(id.value())).contains(id);
    assertThat(SessionId.parse(id.value() + "A")).isEmpty();
    assertThat(SessionId.parse("!".repeat(22))).isEmpty();
    assertThatThrownBy(() -> SessionId.of(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
  }

  @Test
  void what_the_store_holds_is_equal_when_its_bytes_are() {
    byte[] bytes = new byte[32];

    assertThat(Salt.of(bytes)).isEqualTo(Salt.of(bytes)).hasSameHashCodeAs(Salt.of(bytes));
    assertThat(Salt.of(bytes)).isNotEqualTo(Salt.random(RANDOM)).isNotEqualTo(null);
    assertThat(token.sessionId())
        .isEqualTo(SessionId.of(token.sessionId().bytes()))
        .hasToString(token.sessionId().value());
  }
}
