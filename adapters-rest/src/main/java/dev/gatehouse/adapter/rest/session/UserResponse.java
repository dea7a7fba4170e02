package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.domain.user.User;
import org.jspecify.annotations.Nullable;

/** A user as clients see one; {@code age} is always there, null if it is not known. */
record UserResponse(long id, String name, @Nullable Integer age) {

  static UserResponse of(User user) {
    return new UserResponse(
        user.id().value(), user.name(), user.age().isPresent() ? user.age().getAsInt() : null);
  }
}
