package dev.gatehouse.domain.user;

import java.util.Objects;

/**
 * A person who is about to become a {@link User}: all that is known before the store gives an id.
 *
 * @param name the name to begin with
 */
public record NewUser(UserName name) {

  public NewUser {
    Objects.requireNonNull(name, "name");
  }
}
