package dev.gatehouse.testkit.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signing keys in files that only their owner can read and that go with this JVM. */
public final class TestKeys {

  private TestKeys() {}

  /** One key for all tests that do not care which. */
  public static Path file() {
    return Shared.FILE;
  }

  /** A key of one's own. */
  public static Path newFile() {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      byte[] key = keys.generateKeyPair().getPrivate().getEncoded();
      Path file = Files.createTempFile("gatehouse-test-key", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n",
          US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Shared {
    private static final Path FILE = newFile();
  }
}
