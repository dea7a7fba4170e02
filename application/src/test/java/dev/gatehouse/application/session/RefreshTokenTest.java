package dev.gatehouse.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");
  private static final HexFormat HEX = HexFormat.of();

  private final RefreshToken token = RefreshToken.random(RANDOM, NOW);

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
  void a_token_is_48_bytes_of_which_all_but_the_time_are_random() {
    byte[] one = Base64.getUrlDecoder().decode(token.value());
    byte[] other = Base64.getUrlDecoder().decode(RefreshToken.random(RANDOM, NOW).value());

    assertThat(one).hasSize(48);
    assertThat(Arrays.mismatch(one, other)).isGreaterThanOrEqualTo(6);
    assertThat(Arrays.equals(one, 6, 16, other, 6, 16)).isFalse();
    assertThat(Arrays.equals(one, 16, 48, other, 16, 48)).isFalse();
    assertThat(RefreshToken.random(RANDOM, NOW)).isNotEqualTo(token);
  }

  @Test
  void ids_of_later_sessions_sort_after_those_of_earlier_ones() {
    List<String> ids =
        Stream.of(NOW, NOW.plusMillis(1), NOW.plusMillis(255), NOW.plusSeconds(1_000_000_000))
            .map(at -> HEX.formatHex(RefreshToken.random(RANDOM, at).sessionId().bytes()))
            .toList();

    assertThat(ids).isSorted();
    assertThat(ids.getFirst()).startsWith(HEX.toHexDigits(NOW.toEpochMilli(), 12));
  }

  @Test
  void sessions_of_one_millisecond_have_different_ids() {
    assertThat(RefreshToken.random(RANDOM, NOW).sessionId()).isNotEqualTo(token.sessionId());
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
    assertThat(RefreshToken.random(RANDOM, NOW).successor(salt).secretHash())
        .isNotEqualTo(successor.secretHash());
  }

  /** SEC-24: what is public or stored does not hold the token. */
  @Test
  void neither_the_id_nor_the_hash_is_a_part_of_the_token() {
    String token = HEX.formatHex(Base64.getUrlDecoder().decode(this.token.value()));

    // Behind the time, which is no secret.
    assertThat(token).doesNotContain(HEX.formatHex(this.token.sessionId().bytes(), 6, 16));
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
