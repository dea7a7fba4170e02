package dev.gatehouse.application.session;

import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import java.util.Objects;

/** A session and the user whose session it is. */
public record ActiveSession(Session session, Account account) {

  public ActiveSession {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(account, "account");
  }

  public User user() {
    return account.user();
  }
}
