package dev.gatehouse.adapter.rest.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Key files for tests. */
final class KeyFiles {

  private KeyFiles() {}

  static KeyPair p256() throws GeneralSecurityException {
    return ec("secp256r1");
  }

  static KeyPair ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec(curve));
    return keys.generateKeyPair();
  }

  static String pem(String what, byte[] content) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** A file with a private key as openssl genpkey writes it. */
  static String write(Path folder, KeyPair key) throws IOException {
    return write(folder, pem("PRIVATE KEY", key.getPrivate().getEncoded()));
  }

  static String write(Path folder, String content) throws IOException {
    Path file = Files.createTempFile(folder, "planted", ".pem");
    return Files.writeString(file, content, US_ASCII).toString();
  }
}
