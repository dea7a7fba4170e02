package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A user as clients see one.
 *
 * @param sub the id as text, as in tokens: a number beyond 2^53 loses digits in a browser
 * @param age null if it is not known; always there
 */
record UserResponse(long id, String sub, String name, @Nullable Integer age) {

  static UserResponse of(User user) {
    long id = user.id().value();
    return new UserResponse(
        id, Long.toString(id), user.name(), user.age().isPresent() ? user.age().getAsInt() : null);
  }
}
