package dev.gatehouse.application.session;

import java.util.List;

/**
 * Secret keys of single purposes, derived from the signing keys. All replicas with the same signing
 * keys have the same. Thread-safe.
 */
@FunctionalInterface
public interface DerivedKeys {

  /**
   * The keys of a purpose, one for each signing key in its order.
   *
   * @param purpose tells the keys from those of any other purpose
   * @return 256 bits each; the first is for new values, all are for reading older ones
   */
  List<byte[]> of(String purpose);
}
