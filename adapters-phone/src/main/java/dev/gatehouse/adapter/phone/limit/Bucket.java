package dev.gatehouse.adapter.phone.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The name of what is counted, without the number or the address in it.
 *
 * @param hex an HMAC of kind and subject, 64 hexadecimal digits
 */
record Bucket(String hex) {

  /** Makes the names. */
  record Names(SecretKeySpec key) {

    private static final String HMAC = "HmacSHA256";

    static Names of(byte[] key) {
      return new Names(new SecretKeySpec(key, HMAC));
    }

    /**
     * The bucket of a subject.
     *
     * @param kind of what is counted
     * @param subject parts that tell one subject from all others of its kind
     */
    Bucket bucket(String kind, String... subject) {
      try {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(key);
        mac.update(kind.getBytes(UTF_8));
        for (String part : subject) {
          mac.update((byte) 0);
          mac.update(part.getBytes(UTF_8));
        }
        return new Bucket(HexFormat.of().formatHex(mac.doFinal()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
      }
    }

    /** Does not show the key. */
    @Override
    public String toString() {
      return "Names[]";
    }
  }
}
