package dev.gatehouse.application.event;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What other systems can be told. Names the user by id alone.
 *
 * @param method null if the event is not about one login method
 * @param channel null if the method has none
 * @param closesAt when the account is closed; null unless the user asked for that
 */
public record LoginEvent(
    Type type,
    Instant at,
    UserId user,
    @Nullable LoginMethod method,
    @Nullable String channel,
    @Nullable Instant closesAt) {

  /** What happened. */
  public enum Type {
    /** A new user logged in. No {@link #RETURNED} tells the same login again. */
    REGISTERED("user.registered"),
    /** A user logged in who had been registered before. */
    RETURNED("user.logged_in"),
    /** A user linked a login method. */
    LINKED("user.login_method_linked"),
    /** A user unlinked a login method, or lost it because it belongs to another person now. */
    UNLINKED("user.login_method_unlinked"),
    /** The operator shut a user out. */
    DISABLED("user.disabled"),
    /** The operator let a user in again. */
    ENABLED("user.enabled"),
    /** A user asked to close the account. */
    CLOSING("user.closing"),
    /** A user cancelled that. */
    REOPENED("user.reopened"),
    /** An account is closed; the id is never used again. */
    CLOSED("user.closed");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** As other systems know it; stable. */
    public String word() {
      return word;
    }
  }

  public LoginEvent {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(user, "user");
  }

  /** An event that tells of no scheduled closure. */
  public LoginEvent(
      Type type, Instant at, UserId user, @Nullable LoginMethod method, @Nullable String channel) {
    this(type, at, user, method, channel, null);
  }

  /** The event of a change that the present request makes. */
  public static LoginEvent of(AccountChange change) {
    Type type =
        switch (change.kind()) {
          case REGISTERED -> Type.REGISTERED;
          case LINKED -> Type.LINKED;
          case UNLINKED, REASSIGNED -> Type.UNLINKED;
          case DISABLED -> Type.DISABLED;
          case ENABLED -> Type.ENABLED;
          case CLOSING -> Type.CLOSING;
          case REOPENED -> Type.REOPENED;
          case CLOSED -> Type.CLOSED;
        };
    return new LoginEvent(
        type,
        change.at(),
        change.user(),
        change.method(),
        RequestContext.channel().orElse(null),
        change.closesAt());
  }
}
