package dev.gatehouse.adapter.rest.token;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Access tokens for tests of who hands them out. */
public final class TestTokens {

  private TestTokens() {}

  /**
   * Signed with a new key, each dated by the clock.
   *
   * @param folder where the key may lie
   */
  public static AccessTokens signed(Path folder, PublicUrl issuer, Clock clock) throws Exception {
    SigningKeys keys = SigningKeys.load(List.of(keyFile(folder)));
    return new AccessTokens(keys, issuer, null, Duration.ofMinutes(15), clock);
  }

  /** A new key in a file of a folder. */
  public static String keyFile(Path folder) throws IOException {
    try {
      return KeyFiles.write(folder, KeyFiles.p256());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }
}
