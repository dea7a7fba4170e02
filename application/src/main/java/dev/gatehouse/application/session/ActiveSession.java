package dev.gatehouse.application.session;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A session and the user whose session it is.
 *
 * @param openedBy the login method that opened it; null if that is not known
 */
public record ActiveSession(Session session, Account account, @Nullable LoginMethod openedBy) {

  public ActiveSession {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(account, "account");
  }

  /** One of which it is not known what opened it. */
  public ActiveSession(Session session, Account account) {
    this(session, account, null);
  }

  public User user() {
    return account.user();
  }
}
