import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * Prints a new EC P-256 key in PKCS#8, as openssl genpkey would; for bin/run, which finds a JDK
 * everywhere but not openssl.
 */
class NewSigningKey {

  public static void main(String[] args) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
    keys.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] key = keys.generateKeyPair().getPrivate().getEncoded();
    System.out.println("-----BEGIN PRIVATE KEY-----");
    System.out.println(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    System.out.println("-----END PRIVATE KEY-----");
  }
}
