package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.token.SigningKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this adapter needs to know of sessions; how long they last is not its affair. Apart from its
 * other settings, so that a start tells of these whatever is wrong with those.
 *
 * @param enabled whether a login opens a session
 * @param audience the claim {@code aud} of access tokens; null for none
 * @param signingKeys paths of PEM files; the first signs, all verify
 */
@ConfigurationProperties("gatehouse.session")
record SessionProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String audience,
    @DefaultValue List<String> signingKeys) {

  private static final int LONGEST_AUDIENCE = 200;

  SessionProperties {
    signingKeys = List.copyOf(signingKeys);
    if (audience != null && (audience.isBlank() || audience.length() > LONGEST_AUDIENCE)) {
      throw new IllegalArgumentException(
          "gatehouse.session.audience must be 1 to 200 characters, for example"
              + " https://api.example.com");
    }
  }

  /**
   * The keys. Needed without sessions, too: they seal the cookies of browsers that are about to log
   * in.
   *
   * @throws IllegalArgumentException if there is none, or one cannot be used
   */
  SigningKeys keys() {
    if (signingKeys.isEmpty()) {
      throw new IllegalArgumentException(
          SigningKeys.PROPERTY
              + " is missing: set it to the path of a PEM file made with openssl genpkey"
              + " -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    }
    return SigningKeys.load(signingKeys);
  }
}
