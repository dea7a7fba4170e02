package dev.gatehouse.domain.user;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.List;
import java.util.Objects;

/**
 * A user and the ways in which it can log in.
 *
 * @param loginMethods one for each identity of the user, the oldest first
 */
public record Account(User user, List<LoginMethod> loginMethods) {

  public Account {
    Objects.requireNonNull(user, "user");
    loginMethods = List.copyOf(loginMethods);
  }
}
