package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what a browser keeps for us: it can neither read nor change it, nor show it under another
 * name (AES-256-GCM, the name of the cookie as additional data). Thread-safe.
 *
 * <p>A key seals less than 2³² times, the limit for random nonces (NIST SP 800-38D): at a thousand
 * attempts a second, change it after a month.
 */
public final class Seal {

  /** Lengths in bytes, as the two below. */
  private static final int NONCE_LENGTH = 12;

  private static final int TAG_LENGTH = 16;

  /** The limit in characters. A longer text was not sealed here. */
  private static final int MAX_LENGTH = 2048;

  private final List<SecretKey> keys;
  private final SecureRandom random;

  /**
   * @param keys of AES, 256 bits each; the first seals, all open
   */
  public Seal(List<SecretKey> keys, SecureRandom random) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a seal needs a key");
    }
    this.keys = List.copyOf(keys);
    this.random = random;
  }

  /** The sealed content, in characters that a cookie may hold. */
  public String seal(String cookie, byte[] content) {
    byte[] sealed = new byte[NONCE_LENGTH + content.length + TAG_LENGTH];
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, sealed, 0, NONCE_LENGTH);
    try {
      cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), sealed, cookie)
          .doFinal(content, 0, content.length, sealed, NONCE_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The content, if it was sealed with one of the keys for the cookie of this name. */
  public Optional<byte[]> open(String cookie, String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return sealed.length < NONCE_LENGTH + TAG_LENGTH
        ? Optional.empty()
        : keys.stream().flatMap(key -> open(key, cookie, sealed).stream()).findFirst();
  }

  private static Optional<byte[]> open(SecretKey key, String cookie, byte[] sealed) {
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, key, sealed, cookie)
              .doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH));
    } catch (AEADBadTagException forged) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] sealed, String cookie)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * 8, sealed, 0, NONCE_LENGTH));
    cipher.updateAAD(cookie.getBytes(UTF_8));
    return cipher;
  }
}
