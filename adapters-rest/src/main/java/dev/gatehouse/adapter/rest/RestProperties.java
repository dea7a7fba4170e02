package dev.gatehouse.adapter.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this adapter: what is wrong stops the start with a message that names the
 * property and the way out, never the value.
 *
 * @param publicUrl how browsers reach the service, and the issuer of its tokens
 */
@ConfigurationProperties("gatehouse")
record RestProperties(@Nullable String publicUrl, @DefaultValue SessionSettings session) {

  RestProperties {
    PublicUrl.parse(publicUrl);
  }

  /**
   * What this adapter needs to know of sessions; how long they last is not its affair.
   *
   * @param signingKeys paths of PEM files; the first signs, all verify
   */
  record SessionSettings(
      @DefaultValue("true") boolean enabled, @DefaultValue List<String> signingKeys) {

    SessionSettings {
      signingKeys = List.copyOf(signingKeys);
    }
  }

  PublicUrl url() {
    return PublicUrl.parse(publicUrl);
  }

  /** The keys; none only if sessions are off and none are given. */
  SigningKeys keys() {
    if (session.enabled() && session.signingKeys().isEmpty()) {
      throw new IllegalArgumentException(
          SigningKeys.PROPERTY
              + " is missing: set it to the path of a PEM file made with openssl genpkey"
              + " -algorithm EC -pkeyopt ec_paramgen_curve:P-256, or set"
              + " gatehouse.session.enabled=false");
    }
    return SigningKeys.load(session.signingKeys());
  }
}
