package dev.gatehouse.wechatsimulator.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The access and refresh tokens that WeChat has issued. Not thread-safe. */
final class IssuedTokens {
  static final Duration ACCESS_TOKEN_LIFETIME = Duration.ofHours(2);

  /** Most of WeChat's pages say 30 days; the page for mobile apps says 180 days. */
  static final Duration REFRESH_TOKEN_LIFETIME = Duration.ofDays(30);

  private static final int LENGTH = 110;

  private final RandomText random;

  /** Kept for twice the lifetime, so that an expired token differs from an unknown one. */
  private final ExpiringMap<AccessToken> accessTokens;

  private final ExpiringMap<RefreshToken> refreshTokens;

  IssuedTokens(RandomText random, int capacity) {
    this.random = random;
    accessTokens = new ExpiringMap<>(ACCESS_TOKEN_LIFETIME.multipliedBy(2), capacity);
    refreshTokens = new ExpiringMap<>(REFRESH_TOKEN_LIFETIME.multipliedBy(2), capacity);
  }

  /** Issues a refresh token and the access token in it. */
  RefreshToken issue(Grant grant, Instant now) {
    var accessToken = issueAccessToken(grant, now);
    var refreshToken =
        new RefreshToken(
            random.alphanumeric(LENGTH), accessToken, now.plus(REFRESH_TOKEN_LIFETIME));
    refreshTokens.put(refreshToken.value(), refreshToken, now);
    return refreshToken;
  }

  /** Finds an expired token too, until twice its lifetime has passed. */
  Optional<AccessToken> accessToken(String value, Instant now) {
    return accessTokens.get(value, now);
  }

  /** Finds an expired token too, until twice its lifetime has passed. */
  Optional<RefreshToken> refreshToken(String value, Instant now) {
    return refreshTokens.get(value, now);
  }

  /**
   * The refresh token with its old expiry and an access token with a new expiry. A live access
   * token keeps its value; an expired one is replaced.
   */
  RefreshToken refresh(RefreshToken before, Instant now) {
    AccessToken old = before.accessToken();
    AccessToken fresh;
    if (accessToken(old.value(), now).filter(token -> !token.isExpired(now)).isPresent()) {
      fresh = put(new AccessToken(old.value(), old.grant(), expiry(now)), now);
    } else {
      fresh = issueAccessToken(old.grant(), now);
    }
    var after = new RefreshToken(before.value(), fresh, before.expiresAt());
    refreshTokens.update(before.value(), _ -> after);
    return after;
  }

  void clear() {
    accessTokens.clear();
    refreshTokens.clear();
  }

  private AccessToken issueAccessToken(Grant grant, Instant now) {
    return put(new AccessToken(random.alphanumeric(LENGTH), grant, expiry(now)), now);
  }

  private AccessToken put(AccessToken token, Instant now) {
    accessTokens.put(token.value(), token, now);
    return token;
  }

  private static Instant expiry(Instant now) {
    return now.plus(ACCESS_TOKEN_LIFETIME);
  }

  record AccessToken(String value, Grant grant, Instant expiresAt) {
    boolean isExpired(Instant now) {
      return !now.isBefore(expiresAt);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "AccessToken[" + grant + "]";
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
