package dev.gatehouse.application.event;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.audit.RequestContext;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that other systems may want to know. Names nobody but by the user id.
 *
 * @param channel null if the method has none
 */
public record LoginEvent(
    Type type, Instant at, UserId user, LoginMethod method, @Nullable String channel) {

  /** What happened. */
  public enum Type {
    /** Somebody new is in. No {@link #RETURNED} says the same once more. */
    REGISTERED("user.registered"),
    /** Somebody came back. */
    RETURNED("user.logged_in"),
    /** A user linked a login method. */
    LINKED("user.login_method_linked"),
    /** A user unlinked a login method. */
    UNLINKED("user.login_method_unlinked");

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
    Objects.requireNonNull(method, "method");
  }

  /** A user changed the own account, in the present request. */
  public static LoginEvent of(AccountChange change) {
    Type type =
        switch (change.kind()) {
          case LINKED -> Type.LINKED;
          case UNLINKED -> Type.UNLINKED;
        };
    return now(type, change.at(), change.user(), change.method());
  }

  /** An event of the present login. */
  public static LoginEvent now(Type type, Instant at, UserId user, LoginMethod method) {
    return new LoginEvent(type, at, user, method, RequestContext.channel().orElse(null));
  }
}
