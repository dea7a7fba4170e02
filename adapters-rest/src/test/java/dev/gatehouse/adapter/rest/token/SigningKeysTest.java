package dev.gatehouse.adapter.rest.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

  @TempDir private Path folder;

  /** A key of the JDK comes without its public half; repeated, for there are two candidates. */
  @RepeatedTest(8)
  void the_public_half_is_found_from_the_private_one() throws Exception {
    KeyPair pair = KeyFiles.p256();

    SigningKeys keys = SigningKeys.load(List.of(KeyFiles.write(folder, pair)));

    assertThat(keys.first().publicKey().toECPublicKey()).isEqualTo(pair.getPublic());
  }

  /** Openssl writes the public half, too: RFC 5915 inside RFC 5208, in its bytes. */
  @Test
  void a_key_as_openssl_writes_it_is_read() throws Exception {
    KeyPair pair = KeyFiles.p256();
    HexFormat hex = HexFormat.of();
    String privateKey = hex.formatHex(pair.getPrivate().getEncoded());
    String publicKey = hex.formatHex(pair.getPublic().getEncoded());
    String both =
        "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
            + privateKey.substring(privateKey.length() - 64)
            + "a144034200"
            + publicKey.substring(publicKey.length() - 130);

    String file = KeyFiles.write(folder, KeyFiles.pem("PRIVATE KEY", hex.parseHex(both)));

    assertThat(SigningKeys.load(List.of(file)).first().publicKey().toECPublicKey())
        .isEqualTo(pair.getPublic());
  }

  /** SEC-23. */
  @Test
  void the_first_key_signs_and_each_is_found_by_its_thumbprint() throws Exception {
    String one = KeyFiles.write(folder, KeyFiles.p256());
    String two = KeyFiles.write(folder, KeyFiles.p256());

    SigningKeys keys = SigningKeys.load(List.of(one, two));
    SigningKeys turned = SigningKeys.load(List.of(two, one));

    assertThat(turned.first().id()).isNotEqualTo(keys.first().id());
    assertThat(turned.of(keys.first().id())).isPresent();
    assertThat(keys.of(turned.first().id())).isPresent();
    assertThat(keys.of("unknown")).isEmpty();
    assertThat(keys.first().id())
        .isEqualTo(keys.first().publicKey().computeThumbprint().toString());
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void native_code_signs_where_it_loads() throws Exception {
    SigningKeys keys = SigningKeys.load(List.of(KeyFiles.write(folder, KeyFiles.p256())));

    assertThat(keys.first().provider()).isEqualTo("AmazonCorrettoCryptoProvider");
  }

  @Test
  void the_jdk_signs_where_native_code_does_not() throws Exception {
    KeyPair pair = KeyFiles.p256();
    ECPrivateKey privateKey = (ECPrivateKey) pair.getPrivate();
    ECPublicKey publicKey = (ECPublicKey) pair.getPublic();

    SigningKey broken = new SigningKey(privateKey, publicKey, new Provider("broken", "1", "") {});
    SigningKey fast = new SigningKey(privateKey, publicKey);

    assertThat(broken.provider()).isNull();
    byte[] text = {1, 2, 3};
    Base64URL signature = broken.signer().sign(broken.header(), text);
    assertThat(fast.verifier().verify(fast.header(), text, signature)).isTrue();
  }

  @Test
  void the_published_set_has_no_private_half() throws Exception {
    SigningKeys keys = SigningKeys.load(List.of(KeyFiles.write(folder, KeyFiles.p256())));

    assertThat(JWKSet.parse(keys.toJwkSet()).getKeys())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.isPrivate()).isFalse();
          assertThat(key.toJSONObject())
              .containsOnlyKeys("kty", "crv", "x", "y", "use", "alg", "kid")
              .containsAllEntriesOf(
                  Map.of(
                      "kty",
                      "EC",
                      "crv",
                      "P-256",
                      "use",
                      "sig",
                      "alg",
                      "ES256",
                      "kid",
                      keys.first().id()));
        });
  }

  @Test
  void keys_for_other_purposes_are_the_same_everywhere_and_differ_by_purpose() throws Exception {
    String one = KeyFiles.write(folder, KeyFiles.p256());
    String two = KeyFiles.write(folder, KeyFiles.p256());

    List<SecretKey> derived = SigningKeys.load(List.of(one, two)).derive("attempts");

    assertThat(derived).hasSize(2).doesNotHaveDuplicates();
    assertThat(derived.getFirst().getEncoded()).hasSize(32);
    assertThat(derived.getFirst().getAlgorithm()).isEqualTo("AES");
    assertThat(SigningKeys.load(List.of(two, one)).derive("attempts").reversed())
        .isEqualTo(derived);
    assertThat(SigningKeys.load(List.of(one, two)).derive("other"))
        .doesNotContainAnyElementsOf(derived);
  }

  @Test
  void without_any_key_nothing_could_be_signed() {
    assertThatThrownBy(() -> SigningKeys.load(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(SigningKeys.PROPERTY);
  }

  /** SEC-27. */
  @ParameterizedTest
  @ValueSource(strings = {"secp384r1", "secp521r1"})
  void another_curve_is_refused(String curve) throws Exception {
    refused(KeyFiles.write(folder, KeyFiles.ec(curve)), "is not an EC P-256 key");
  }

  /** SEC-27. */
  @Test
  void another_kind_of_key_is_refused() throws Exception {
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    KeyPair pair = KeyFiles.p256();
    byte[] encoded = pair.getPrivate().getEncoded();

    refused(KeyFiles.write(folder, rsa), "is not an EC P-256 key");
    refused(KeyFiles.write(folder, KeyFiles.pem("PRIVATE KEY", new byte[] {1})), "is not an EC");
    refused(KeyFiles.write(folder, ""), "is not one unencrypted PKCS#8 key");
    refused(KeyFiles.write(folder, "planted"), "is not one unencrypted PKCS#8 key");
    refused(KeyFiles.write(folder, KeyFiles.pem("EC PRIVATE KEY", encoded)), "is not one");
    refused(KeyFiles.write(folder, KeyFiles.pem("ENCRYPTED PRIVATE KEY", encoded)), "is not one");
    refused(
        KeyFiles.write(folder, KeyFiles.pem("PUBLIC KEY", pair.getPublic().getEncoded())),
        "is not one");
    refused(KeyFiles.write(folder, KeyFiles.pem("PRIVATE KEY", encoded).repeat(2)), "is not one");
    refused(KeyFiles.write(folder, "x".repeat(20_000)), "is too large");
  }

  /** SEC-27: zero and the order of the curve are no keys. */
  @Test
  void a_key_out_of_range_is_refused() throws Exception {
    byte[] encoded = KeyFiles.p256().getPrivate().getEncoded();
    for (byte fill : new byte[] {0, -1}) {
      byte[] broken = encoded.clone();
      Arrays.fill(broken, encoded.length - 32, encoded.length, fill);
      refused(KeyFiles.write(folder, KeyFiles.pem("PRIVATE KEY", broken)), "is not ");
    }
  }

  /** SEC-27. */
  @Test
  void a_file_that_is_not_there_or_there_twice_is_refused() throws Exception {
    String file = KeyFiles.write(folder, KeyFiles.p256());

    refused(folder.resolve("planted").toString(), "cannot be read");
    refused(folder.toString(), "is no regular file");
    refused("/dev/zero", "is no regular file");
    refused("\0planted", "cannot be read");
    assertThatThrownBy(() -> SigningKeys.load(List.of(file, file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gatehouse.session.signing-keys, file 2, holds a key that an earlier file holds:"
                + " remove it");
  }

  /** SEC-47. */
  @Test
  void a_file_that_every_account_can_read_is_refused() throws Exception {
    Path file = Path.of(KeyFiles.write(folder, KeyFiles.p256()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    refused(file.toString(), "can be read by every account of this machine: chmod 600");
  }

  private static void refused(String file, String rule) {
    assertThatThrownBy(() -> SigningKeys.load(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.session.signing-keys, file 1, " + rule)
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }
}
