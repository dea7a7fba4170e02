package dev.gatehouse.application.admin;

import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.domain.user.User;
import java.util.List;
import java.util.Objects;

/**
 * A user as an operator sees it.
 *
 * @param loginMethods the oldest first
 */
public record UserDetails(User user, List<LinkedIdentity> loginMethods) {

  public UserDetails {
    Objects.requireNonNull(user, "user");
    loginMethods = List.copyOf(loginMethods);
  }
}
