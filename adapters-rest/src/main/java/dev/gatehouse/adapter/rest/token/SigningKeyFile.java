package dev.gatehouse.adapter.rest.token;

import com.nimbusds.jose.jwk.Curve;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KeyAgreement;

/**
 * Reads a signing key from a PEM file. What is wrong is said by the file's place in the setting;
 * neither its path nor anything of its content is repeated (SEC-27).
 */
final class SigningKeyFile {

  private static final long LONGEST = 16 * 1024;
  private static final Pattern PKCS8 =
      Pattern.compile(
          "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");

  private final String place;

  private SigningKeyFile(int number) {
    this.place = SigningKeys.PROPERTY + ", file " + number + ", ";
  }

  /**
   * Reads a key.
   *
   * @param number the place of the file in the setting, from 1
   * @throws IllegalArgumentException if it is anything but an EC P-256 key in PKCS#8
   */
  static SigningKey read(String path, int number) {
    return new SigningKeyFile(number).read(path);
  }

  private SigningKey read(String path) {
    try {
      ECPrivateKey key = privateKey(text(Path.of(path.strip())));
      return new SigningKey(key, publicKeyOf(key));
    } catch (IOException | InvalidPathException e) {
      throw problem("cannot be read: check the path and that the service may read it");
    } catch (GeneralSecurityException e) {
      throw problem("is not a usable private key: make a new one");
    }
  }

  private String text(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    // A pipe or a device would never end.
    if (!attributes.isRegularFile()) {
      throw problem("is no regular file: name the PEM file itself");
    }
    if (attributes.size() > LONGEST) {
      throw problem("is too large to be a key in a PEM file");
    }
    // Not asked of the file store: in a chroot there may be no mount point to find it by.
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
      throw problem("can be read by every account of this machine: chmod 600");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private ECPrivateKey privateKey(String text) throws GeneralSecurityException {
    Matcher pem = PKCS8.matcher(text);
    if (!pem.matches()) {
      throw problem(
          "is not one unencrypted PKCS#8 key in PEM (-----BEGIN PRIVATE KEY-----): convert it with"
              + " openssl pkcs8 -topk8 -nocrypt");
    }
    byte[] encoded = base64(pem.group(1));
    try {
      if (KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded))
              instanceof ECPrivateKey key
          && Curve.P_256.equals(Curve.forECParameterSpec(key.getParams()))) {
        return key;
      }
    } catch (GeneralSecurityException otherKind) {
      // An RSA key, say: answered below.
    }
    throw problem(
        "is not an EC P-256 key: make one with openssl genpkey -algorithm EC -pkeyopt"
            + " ec_paramgen_curve:P-256");
  }

  private byte[] base64(String text) {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw problem("is damaged: its base64 cannot be decoded");
    }
  }

  /**
   * The public half, which PKCS#8 need not hold. Key agreement with the curve's generator G is the
   * JDK's own way to multiply G by the key; it gives x, and of the two y of that x a signature
   * tells the right one.
   */
  private static ECPublicKey publicKeyOf(ECPrivateKey key) throws GeneralSecurityException {
    ECParameterSpec curve = key.getParams();
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(publicKey(curve.getGenerator(), curve), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());

    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger square =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p); // for p = 3 mod 4
    ECPublicKey one = publicKey(new ECPoint(x, y), curve);
    return belongTogether(key, one) ? one : publicKey(new ECPoint(x, p.subtract(y)), curve);
  }

  private static ECPublicKey publicKey(ECPoint point, ECParameterSpec curve)
      throws GeneralSecurityException {
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
  }

  private static boolean belongTogether(ECPrivateKey key, ECPublicKey publicKey)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    return signature.verify(signed);
  }

  private IllegalArgumentException problem(String rule) {
    return new IllegalArgumentException(place + rule);
  }
}
