package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session as the store holds it, with the rules of its life: it ends when it is ended or at a
 * moment fixed when it was opened, whatever happens in between.
 *
 * @param expiresAt the first moment at which it is over
 * @param rotation which refresh token carries it now
 * @param confirmedAt when the user last proved who they are; at first when it was opened
 * @param usedAt when its refresh token was last used, as far as that was noted
 * @param grant what a client program may do; null if it is a session of the user's own
 */
public record Session(
    SessionId id,
    UserId user,
    Instant openedAt,
    Instant expiresAt,
    Rotation rotation,
    Instant confirmedAt,
    Instant usedAt,
    @Nullable ClientGrant grant) {

  /** The time in which a token that was replaced is still answered. */
  public static final Duration GRACE = Duration.ofSeconds(10);

  public Session {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(rotation, "rotation");
    Objects.requireNonNull(confirmedAt, "confirmedAt");
    Objects.requireNonNull(usedAt, "usedAt");
    if (!openedAt.isBefore(expiresAt)) {
      throw new IllegalArgumentException("openedAt must be before expiresAt");
    }
  }

  /** A session whose user has proven nothing since it was opened, last used when it was rotated. */
  public Session(
      SessionId id, UserId user, Instant openedAt, Instant expiresAt, Rotation rotation) {
    this(id, user, openedAt, expiresAt, rotation, openedAt, rotation.at(), null);
  }

  /** The same session, carried by another token, confirmed and used at other moments. */
  public Session with(Rotation next, Instant confirmed, Instant used) {
    return new Session(id, user, openedAt, expiresAt, next, confirmed, used, grant);
  }

  /**
   * Whether the user proved who they are recently.
   *
   * @param within how long ago at most
   */
  public boolean isFresh(Instant now, Duration within) {
    return !now.isAfter(confirmedAt.plus(within));
  }

  /**
   * Which refresh token carries a session.
   *
   * @param secret of the token that carries it now
   * @param previousSecret of the token before; the same as {@code secret} until the first rotation
   * @param salt what made the one of the other
   * @param at when the session was last rotated, or opened
   */
  public record Rotation(SecretHash secret, SecretHash previousSecret, Salt salt, Instant at) {

    public Rotation {
      Objects.requireNonNull(secret, "secret");
      Objects.requireNonNull(previousSecret, "previousSecret");
      Objects.requireNonNull(salt, "salt");
      Objects.requireNonNull(at, "at");
    }
  }

  static Session opened(
      RefreshToken token, UserId user, Salt salt, Instant now, Duration lifetime) {
    SecretHash secret = token.secretHash();
    return new Session(
        token.sessionId(), user, now, now.plus(lifetime), new Rotation(secret, secret, salt, now));
  }

  /** A session of a client, which is over no later than its parent. */
  static Session ofClient(
      RefreshToken token,
      Session parent,
      ClientGrant grant,
      Salt salt,
      Instant now,
      Duration lifetime) {
    SecretHash secret = token.secretHash();
    Instant end = now.plus(lifetime);
    return new Session(
        token.sessionId(),
        parent.user(),
        now,
        end.isBefore(parent.expiresAt()) ? end : parent.expiresAt(),
        new Rotation(secret, secret, salt, now),
        parent.confirmedAt(),
        now,
        grant);
  }

  /** Whether a client holds it; null stands for the user. */
  boolean isOf(@Nullable String client) {
    return Objects.equals(grant == null ? null : grant.client(), client);
  }

  /**
   * Whether it has expired, or has not been used for too long.
   *
   * @param idle how long a session may be unused
   */
  boolean isOver(Instant now, Duration idle) {
    return !now.isBefore(expiresAt) || !now.isBefore(usedAt.plus(idle));
  }

  RefreshTokenStatus statusOf(RefreshToken token, Instant now) {
    SecretHash shown = token.secretHash();
    if (shown.equals(rotation.secret())) {
      return RefreshTokenStatus.CURRENT;
    }
    // A rotation in our future was made by a replica whose clock is ahead.
    boolean justNow = now.isBefore(rotation.at().plus(GRACE));
    return justNow && shown.equals(rotation.previousSecret())
        ? RefreshTokenStatus.WITHIN_GRACE_PERIOD
        : RefreshTokenStatus.REUSED;
  }

  /** This session once the token that carries it has been traded for its successor. */
  Session rotated(RefreshToken successor, Salt salt, Instant now) {
    return with(
        new Rotation(successor.secretHash(), rotation.secret(), salt, now), confirmedAt, now);
  }
}
