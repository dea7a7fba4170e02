package dev.gatehouse.adapter.rest.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.BigIntegerUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One EC P-256 key with everything that is made of it once and used often. Thread-safe; shows
 * nothing of the key but its public name.
 */
final class SigningKey {

  private static final Logger log = LoggerFactory.getLogger(SigningKey.class);

  private static final int DERIVED_LENGTH = 32;

  private final ECPrivateKey privateKey;
  private final ECKey publicKey;
  private final JWSHeader header;
  private final ECDSASigner signer;
  private final ECDSAVerifier verifier;

  SigningKey(ECPrivateKey privateKey, ECPublicKey publicKey) {
    this(privateKey, publicKey, NativeSignatures.provider());
  }

  /**
   * Makes a key that signs with a provider, if that provider can, and with the JDK otherwise.
   *
   * @param preferred null for the JDK
   */
  SigningKey(ECPrivateKey privateKey, ECPublicKey publicKey, @Nullable Provider preferred) {
    this.privateKey = privateKey;
    try {
      this.publicKey =
          new ECKey.Builder(Curve.P_256, publicKey)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint()
              .build();
      this.signer = new ECDSASigner(privateKey);
      this.verifier = new ECDSAVerifier(publicKey);
      JWSHeader made =
          new JWSHeader.Builder(JWSAlgorithm.ES256)
              .type(JOSEObjectType.JWT)
              .keyID(this.publicKey.getKeyID())
              .build();
      // Read from its own text, it remembers the text and need not write it for every token.
      this.header = JWSHeader.parse(made.toBase64URL());
      use(preferred);
      if (preferred != null && !signs()) {
        use(null);
      }
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException("a P-256 key cannot sign", e);
    }
  }

  private void use(@Nullable Provider provider) {
    signer.getJCAContext().setProvider(provider);
    verifier.getJCAContext().setProvider(provider);
  }

  private boolean signs() {
    byte[] text = header.toBase64URL().decode();
    try {
      return verifier.verify(header, text, signer.sign(header, text));
    } catch (JOSEException | RuntimeException e) {
      log.info("access tokens are signed by the JDK: {} cannot", provider(), e);
      return false;
    }
  }

  /** The name of the provider that signs and verifies; null for the JDK's own. */
  @Nullable String provider() {
    Provider provider = signer.getJCAContext().getProvider();
    return provider == null ? null : provider.getName();
  }

  /** The name of the key: its thumbprint (RFC 7638), so the same key has it on every replica. */
  String id() {
    return publicKey.getKeyID();
  }

  JWSHeader header() {
    return header;
  }

  JWSSigner signer() {
    return signer;
  }

  JWSVerifier verifier() {
    return verifier;
  }

  /** The public half. */
  ECKey publicKey() {
    return publicKey;
  }

  /** A key of its own for another purpose, which tells nothing about this one (RFC 5869). */
  SecretKey derive(String purpose) {
    try {
      byte[] scalar = BigIntegerUtils.toBytesUnsigned(privateKey.getS());
      byte[] padded = new byte[32];
      System.arraycopy(scalar, 0, padded, padded.length - scalar.length, scalar.length);
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(padded)
                  .thenExpand(
                      ("gatehouse " + purpose).getBytes(StandardCharsets.UTF_8), DERIVED_LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HKDF-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[" + id() + "]";
  }
}
