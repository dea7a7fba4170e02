package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.token.SigningKeys;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this adapter needs to know of sessions; how long they last is not its affair. Apart from its
 * other settings, so that a start tells of these whatever is wrong with those.
 *
 * @param enabled whether a login opens a session
 * @param signingKeys paths of PEM files; the first signs, all verify
 */
@ConfigurationProperties("gatehouse.session")
record SessionProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue List<String> signingKeys) {

  SessionProperties {
    signingKeys = List.copyOf(signingKeys);
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
