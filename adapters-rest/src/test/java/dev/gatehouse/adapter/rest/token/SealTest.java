package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-03. */
class SealTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key = key();
  private final Seal seal = new Seal(List.of(key), RANDOM);
  private final byte[] content = "content".getBytes(UTF_8);

  @Test
  void what_was_sealed_is_opened() {
    assertThat(seal.open("name", seal.seal("name", content))).contains(content);
    assertThat(seal.open("name", seal.seal("name", new byte[0]))).contains(new byte[0]);
  }

  @Test
  void nothing_can_be_read_or_compared() {
    String sealed = seal.seal("name", content);

    assertThat(sealed).matches("[0-9A-Za-z_-]+").isNotEqualTo(seal.seal("name", content));
    assertThat(new String(Base64.getUrlDecoder().decode(sealed), UTF_8)).doesNotContain("content");
  }

  @Test
  void not_a_bit_can_be_changed() {
    byte[] sealed = Base64.getUrlDecoder().decode(seal.seal("name", content));

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(seal.open("name", Base64.getUrlEncoder().encodeToString(changed))).isEmpty();
    }
  }

  @Test
  void it_is_bound_to_its_cookie() {
    assertThat(seal.open("other", seal.seal("name", content))).isEmpty();
  }

  @Test
  void an_older_key_still_opens_and_no_longer_seals() {
    SecretKey next = key();
    Seal rotated = new Seal(List.of(next, key), RANDOM);
    Seal afterwards = new Seal(List.of(next), RANDOM);

    assertThat(rotated.open("name", seal.seal("name", content))).contains(content);
    assertThat(afterwards.open("name", seal.seal("name", content))).isEmpty();
    assertThat(afterwards.open("name", rotated.seal("name", content))).contains(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "not base64", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_was_not_sealed_does_not_open(String text) {
    assertThat(seal.open("name", text)).isEmpty();
    assertThat(seal.open("name", text + "A".repeat(5000))).isEmpty();
  }

  @Test
  void without_a_key_there_is_no_seal() {
    assertThatThrownBy(() -> new Seal(List.of(), RANDOM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SecretKey key() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SecretKeySpec(bytes, "AES");
  }
}
