package dev.gatehouse.adapter.rest.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.user.UserId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs signed with ES256 (RFC 7519), good for a short while and checked without any
 * store. Thread-safe.
 */
public final class AccessTokens {

  /** Ours have some 350 characters; what is longer is not even decoded (SEC-22). */
  private static final int MAX_LENGTH = 1024;

  /** Tokens that a client program got for a user have it; they open nothing here (SEC-65). */
  private static final String AUTHORIZED_PARTY = "azp";

  /** Some 5 MB when it is full. */
  private static final int MAX_VERIFIED = 20_000;

  private static final Pattern USER_ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final SignedJwts jwts;
  private final String issuer;
  private final @Nullable String audience;
  private final Duration lifetime;
  private final Clock clock;

  /** What tokens say whose signatures were found good, by their hashes. */
  private final Cache<ByteBuffer, Verified> verified =
      Caffeine.newBuilder().maximumSize(MAX_VERIFIED).build();

  /**
   * @param audience of every token, for other services; null for none. Not checked here, so that
   *     tokens from before the setting stay good.
   */
  public AccessTokens(
      SigningKeys keys,
      PublicUrl issuer,
      @Nullable String audience,
      Duration lifetime,
      Clock clock) {
    this.jwts = new SignedJwts(keys, issuer);
    this.issuer = issuer.toString();
    this.audience = audience;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A signed token and for how long it is good from now on. */
  public record AccessToken(String value, Duration expiresIn) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "AccessToken[]";
    }
  }

  /** What a token that was found good says. */
  public record Claims(UserId user, SessionId session) {}

  /** Signs a token for a session. It does not outlive the session. */
  public AccessToken sign(Session session) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(lifetime);
    Instant expiry = end.isBefore(session.expiresAt()) ? end : session.expiresAt();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(Long.toString(session.user().value()))
            .claim("sid", session.id().value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .build();
    return new AccessToken(jwts.sign(claims), Duration.between(now, expiry));
  }

  private record Verified(Claims claims, Instant expiry) {}

  /**
   * Checks a token that a client sent (SEC-22). A token that was found good is not checked again
   * but for its expiry; whether its session is live is not known here.
   *
   * @return empty unless one of our keys signed it for our issuer and it has not expired
   */
  public Optional<Claims> verify(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    ByteBuffer hash = hash(token);
    Verified known = verified.getIfPresent(hash);
    Optional<Verified> good =
        (known == null ? check(token) : Optional.of(known))
            .filter(each -> clock.instant().isBefore(each.expiry()));
    if (known == null) {
      good.ifPresent(each -> verified.put(hash, each));
    }
    return good.map(Verified::claims);
  }

  /** Tokens themselves are not kept in memory. */
  private static ByteBuffer hash(String token) {
    try {
      byte[] text = token.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private Optional<Verified> check(String token) {
    try {
      Optional<SignedJWT> jwt = signed(token);
      return jwt.isPresent() ? read(jwt.get().getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Whether one of our keys signed a token, which may have expired or be for another issuer. */
  public boolean isSignedByUs(String token) {
    return signed(token).isPresent();
  }

  private Optional<SignedJWT> signed(String token) {
    return jwts.signed(token, MAX_LENGTH);
  }

  private Optional<Verified> read(JWTClaimsSet claims) {
    Date expiry = claims.getExpirationTime();
    if (!issuer.equals(claims.getIssuer())
        || claims.getClaim(AUTHORIZED_PARTY) != null
        || expiry == null) {
      return Optional.empty();
    }
    return user(claims.getSubject())
        .flatMap(user ->
            session(claims)
                .map(session -> new Verified(new Claims(user, session), expiry.toInstant())));
  }

  private static Optional<UserId> user(@Nullable String subject) {
    return subject != null && USER_ID.matcher(subject).matches()
        ? Optional.of(new UserId(Long.parseLong(subject)))
        : Optional.empty();
  }

  private static Optional<SessionId> session(JWTClaimsSet claims) {
    return claims.getClaim("sid") instanceof String sid ? SessionId.parse(sid) : Optional.empty();
  }
}
