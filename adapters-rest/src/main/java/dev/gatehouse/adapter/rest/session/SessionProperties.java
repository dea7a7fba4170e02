package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.token.SigningKeys;
import dev.gatehouse.application.session.SessionLifetimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Sessions and their tokens.
 *
 * @param enabled whether a login opens a session
 * @param audience the claim {@code aud} of access tokens; without it there is none
 * @param signingKeys the paths of PKCS#8 PEM files, EC P-256; the first signs, all verify
 * @param accessTtl the lifetime of an access token, which cannot be called back
 * @param refreshTtl the lifetime of a session, from the login on
 * @param idleTtl how long a session may go unused before it ends
 */
@ConfigurationProperties("gatehouse.session")
record SessionProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String audience,
    @DefaultValue List<String> signingKeys,
    @DefaultValue("15m") Duration accessTtl,
    @DefaultValue("30d") Duration refreshTtl,
    @DefaultValue("14d") Duration idleTtl) {

  private static final int LONGEST_AUDIENCE = 200;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_ACCESS = Duration.ofDays(1);

  /** What browsers keep a cookie for at most. */
  private static final Duration LONGEST_REFRESH = Duration.ofDays(400);

  SessionProperties {
    signingKeys = List.copyOf(signingKeys);
    List<String> problems = new ArrayList<>();
    if (audience != null && (audience.isBlank() || audience.length() > LONGEST_AUDIENCE)) {
      problems.add(
          "gatehouse.session.audience must be 1 to 200 characters, for example"
              + " https://api.example.com");
    }
    if (accessTtl.compareTo(SHORTEST) < 0 || accessTtl.compareTo(LONGEST_ACCESS) > 0) {
      problems.add("gatehouse.session.access-ttl must be between 1s and 1d, for example 15m");
    }
    if (refreshTtl.compareTo(LONGEST_REFRESH) > 0) {
      problems.add("gatehouse.session.refresh-ttl must be at most 400d, for example 30d");
    }
    if (accessTtl.compareTo(refreshTtl) >= 0) {
      problems.add(
          "gatehouse.session.access-ttl must be shorter than gatehouse.session.refresh-ttl");
    }
    if (accessTtl.compareTo(idleTtl) > 0) {
      problems.add(
          "gatehouse.session.idle-ttl must not be shorter than gatehouse.session.access-ttl");
    }
    if (idleTtl.compareTo(LONGEST_REFRESH) > 0) {
      problems.add("gatehouse.session.idle-ttl must be at most 400d, for example 14d");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  SessionLifetimes lifetimes() {
    return new SessionLifetimes(accessTtl, refreshTtl, idleTtl);
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
