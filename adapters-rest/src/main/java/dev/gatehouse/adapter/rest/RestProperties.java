package dev.gatehouse.adapter.rest;

import dev.gatehouse.application.attempt.Origin;
import dev.gatehouse.application.attempt.ReturnTargets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this adapter: what is wrong stops the start with a message that names the
 * property and the way out, never the value.
 *
 * @param publicUrl how browsers reach the service, and the issuer of its tokens
 * @param returnTo the origins, besides that of the public URL, to which a browser may be sent back
 * @param session what this adapter needs to know of sessions
 */
@ConfigurationProperties("gatehouse")
record RestProperties(
    @Nullable String publicUrl,
    @DefaultValue List<String> returnTo,
    @DefaultValue SessionSettings session) {

  RestProperties {
    returnTo = List.copyOf(returnTo);
    List<String> problems = new ArrayList<>();
    try {
      PublicUrl.parse(publicUrl);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    try {
      returnTo.forEach(RestProperties::listed);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  /**
   * What this adapter needs to know of sessions; how long they last is not its affair.
   *
   * @param enabled whether a login opens a session
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

  ReturnTargets returnTargets() {
    return new ReturnTargets(
        new Origin(url().origin()), returnTo.stream().map(RestProperties::listed).toList());
  }

  private static Origin listed(String text) {
    try {
      Origin origin = new Origin(text.strip());
      if (origin.isSecure()) {
        return origin;
      }
    } catch (IllegalArgumentException malformed) {
      // Answered below: the message must not hold the value.
    }
    throw new IllegalArgumentException(
        "gatehouse.return-to must be exact https origins such as https://shop.example, without a"
            + " path or a wildcard (http to 127.0.0.1, ::1 and localhost only)");
  }

  /**
   * The keys. Needed without sessions, too: they seal the cookies of browsers that are about to log
   * in.
   */
  SigningKeys keys() {
    if (session.signingKeys().isEmpty()) {
      throw new IllegalArgumentException(
          SigningKeys.PROPERTY
              + " is missing: set it to the path of a PEM file made with openssl genpkey"
              + " -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    }
    return SigningKeys.load(session.signingKeys());
  }
}
