package dev.gatehouse.adapter.rest.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The configured keys: the first signs and seals, all verify and open, so that they can be changed
 * one after the other (SEC-23). Immutable, thread-safe.
 */
public final class SigningKeys {

  /** The setting that names their files. */
  public static final String PROPERTY = "gatehouse.session.signing-keys";

  private final Map<String, SigningKey> byId;

  private SigningKeys(Map<String, SigningKey> byId) {
    this.byId = byId;
  }

  /**
   * Reads the keys.
   *
   * @param files not empty
   * @throws IllegalArgumentException naming the property and the file by its place, if one is
   *     anything but an EC P-256 key or is there twice
   */
  public static SigningKeys load(List<String> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException(PROPERTY + " must name at least one file");
    }
    Map<String, SigningKey> byId = new LinkedHashMap<>();
    for (String file : files) {
      int number = byId.size() + 1;
      SigningKey key = SigningKeyFile.read(file, number);
      if (byId.putIfAbsent(key.id(), key) != null) {
        throw new IllegalArgumentException(
            PROPERTY + ", file " + number + ", holds a key that an earlier file holds: remove it");
      }
    }
    return new SigningKeys(byId);
  }

  /** The key that signs. */
  SigningKey first() {
    return byId.values().iterator().next();
  }

  /** The key of a name; empty when it is none of ours. */
  Optional<SigningKey> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Keys of 256 bits for AES, one for each signing key in its order: the first seals, all open. The
   * same on every replica with the same keys; different for each purpose.
   */
  public List<SecretKey> derive(String purpose) {
    return byId.values().stream().map(key -> key.derive(purpose)).toList();
  }

  /** The public halves as a JWK set (RFC 7517). */
  String toJwkSet() {
    List<JWK> keys = new ArrayList<>();
    byId.values().forEach(key -> keys.add(key.publicKey()));
    return new JWKSet(keys).toString(true);
  }
}
