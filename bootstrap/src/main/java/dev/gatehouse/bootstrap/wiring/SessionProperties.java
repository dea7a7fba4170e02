package dev.gatehouse.bootstrap.wiring;

import dev.gatehouse.application.session.SessionLifetimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sessions last.
 *
 * @param accessTtl of an access token, which cannot be called back
 * @param refreshTtl of a session, from the login on
 * @param idleTtl of a session that is not used
 */
@ConfigurationProperties("gatehouse.session")
record SessionProperties(
    @DefaultValue("15m") Duration accessTtl,
    @DefaultValue("30d") Duration refreshTtl,
    @DefaultValue("14d") Duration idleTtl) {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_ACCESS = Duration.ofDays(1);

  /** What browsers keep a cookie for at most. */
  private static final Duration LONGEST_REFRESH = Duration.ofDays(400);

  SessionProperties {
    List<String> problems = new ArrayList<>();
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
}
