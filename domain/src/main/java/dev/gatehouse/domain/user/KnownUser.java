package dev.gatehouse.domain.user;

import java.util.Objects;

/**
 * The user to whom an identity leads.
 *
 * @param dormant whether the identity was not used for so long that it may belong to another person
 */
public record KnownUser(User user, boolean dormant) {

  public KnownUser {
    Objects.requireNonNull(user, "user");
  }
}
