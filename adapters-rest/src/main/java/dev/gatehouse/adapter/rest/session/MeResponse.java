package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.domain.user.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The present user as clients see it, with the login methods; see {@link UserResponse}. */
public record MeResponse(
    long id,
    String sub,
    String name,
    @Nullable Integer age,
    List<LoginMethodResponse> loginMethods) {

  /** One way to log in; an object, so that more can be said of it one day. */
  public record LoginMethodResponse(String method) {}

  /** The answer for an account. */
  public static MeResponse of(Account account) {
    UserResponse user = UserResponse.of(account.user());
    return new MeResponse(
        user.id(),
        user.sub(),
        user.name(),
        user.age(),
        account.loginMethods().stream()
            .map(method -> new LoginMethodResponse(method.code()))
            .toList());
  }
}
