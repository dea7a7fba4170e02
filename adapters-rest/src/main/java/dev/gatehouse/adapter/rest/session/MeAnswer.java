package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.domain.user.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who somebody is, as clients see it: the user, and the ways to log in. */
record MeAnswer(long id, String name, @Nullable Integer age, List<LoginMethodAnswer> loginMethods) {

  /** One way to log in; an object, so that more can be said of it one day. */
  record LoginMethodAnswer(String method) {}

  static MeAnswer of(Account account) {
    UserAnswer user = UserAnswer.of(account.user());
    return new MeAnswer(
        user.id(),
        user.name(),
        user.age(),
        account.loginMethods().stream()
            .map(method -> new LoginMethodAnswer(method.code()))
            .toList());
  }
}
