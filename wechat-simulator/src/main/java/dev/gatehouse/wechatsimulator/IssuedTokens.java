package dev.gatehouse.wechatsimulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The access and refresh tokens that WeChat has issued. Not thread-safe. */
final class IssuedTokens {
  static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofHours(2);

  /** What most of WeChat's pages say; the one for mobile apps says 180 days. */
  static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(30);

  private static final int LENGTH = 110;

  private final RandomText random;

  /** These and the next are kept for twice their lifetime, so that "expired" is not "unknown". */
  private final ExpiringMap<AccessToken> accessTokens;

  private final ExpiringMap<RefreshToken> refreshTokens;

  IssuedTokens(RandomText random, int capacity) {
    this.random = random;
    accessTokens = new ExpiringMap<>(ACCESS_TOKEN_LIFETIME.multipliedBy(2), capacity);
    refreshTokens = new ExpiringMap<>(REFRESH_TOKEN_LIFETIME.multipliedBy(2), capacity);
  }

  /** A refresh token, and the access token in it. */
  RefreshToken issue(Person person, App app, Instant now) {
    var accessToken = issueAccessToken(person, app, now);
    var refreshToken =
        new RefreshToken(
            random.alphanumeric(LENGTH), accessToken, now.plus(REFRESH_TOKEN_LIFETIME));
    refreshTokens.put(refreshToken.value(), refreshToken, now);
    return refreshToken;
  }

  /** Also one that has expired, for a while. */
  Optional<AccessToken> accessToken(String value, Instant now) {
    return accessTokens.get(value, now);
  }

  /** Also one that has expired, for a while. */
  Optional<RefreshToken> refreshToken(String value, Instant now) {
    return refreshTokens.get(value, now);
  }

  /**
   * The same refresh token, which lives as long as before, with an access token that lives for its
   * full time from now on: the same as before if that is still good, else a new one.
   */
  RefreshToken refresh(RefreshToken before, Instant now) {
    AccessToken old = before.accessToken();
    AccessToken fresh;
    if (accessToken(old.value(), now).filter(token -> !token.isExpired(now)).isPresent()) {
      fresh = put(new AccessToken(old.value(), old.person(), old.app(), expiry(now)), now);
    } else {
      fresh = issueAccessToken(old.person(), old.app(), now);
    }
    var after = new RefreshToken(before.value(), fresh, before.expiresAt());
    refreshTokens.update(before.value(), _ -> after);
    return after;
  }

  void clear() {
    accessTokens.clear();
    refreshTokens.clear();
  }

  private AccessToken issueAccessToken(Person person, App app, Instant now) {
    return put(new AccessToken(random.alphanumeric(LENGTH), person, app, expiry(now)), now);
  }

  private AccessToken put(AccessToken token, Instant now) {
    accessTokens.put(token.value(), token, now);
    return token;
  }

  private static Instant expiry(Instant now) {
    return now.plus(ACCESS_TOKEN_LIFETIME);
  }

  record AccessToken(String value, Person person, App app, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "AccessToken[" + app + ", " + person.key() + "]";
    }
  }

  record RefreshToken(String value, AccessToken accessToken, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "RefreshToken[" + accessToken + "]";
    }
  }
}
