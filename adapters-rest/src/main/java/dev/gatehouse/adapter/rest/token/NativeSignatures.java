package dev.gatehouse.adapter.rest.token;

import java.security.Provider;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Corretto Crypto Provider, if it is on the class path and its native code loads: it signs
 * in about a quarter of the CPU time that the JDK takes and verifies in about a seventh (ADR 25).
 * It is not installed for the whole JVM; TLS stays with the JDK.
 */
final class NativeSignatures {

  private static final Logger log = LoggerFactory.getLogger(NativeSignatures.class);

  private static final String CLASS =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final @Nullable Provider PROVIDER = find();

  private NativeSignatures() {}

  /** Null where there is none. */
  static @Nullable Provider provider() {
    return PROVIDER;
  }

  private static @Nullable Provider find() {
    try {
      return ServiceLoader.load(Provider.class).stream()
          .filter(provider -> provider.type().getName().equals(CLASS))
          .map(ServiceLoader.Provider::get)
          // Without its native code it offers nothing.
          .filter(provider -> provider.getService("Signature", "SHA256withECDSA") != null)
          .findFirst()
          .orElse(null);
    } catch (ServiceConfigurationError | LinkageError e) {
      log.info("access tokens are signed by the JDK: the native provider does not load", e);
      return null;
    }
  }
}
