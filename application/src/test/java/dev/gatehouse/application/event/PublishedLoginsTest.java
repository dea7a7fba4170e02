package dev.gatehouse.application.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedLoginsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final Credential CREDENTIAL = new Credential(METHOD, Map.of("code", "planted"));
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");
  private static final User USER = User.registered(new UserId(42), new NewUser(new UserName("小明")));

  private final List<LoginEvent> published = new ArrayList<>();

  @Test
  void others_hear_who_came_back_and_who_is_new() throws LoginException {
    LoginResult returned = new LoginResult.Returned(USER, IDENTITY);
    LoginResult registered = new LoginResult.Registered(USER, IDENTITY);

    assertThat(new PublishedLogins(_ -> returned, published::add, CLOCK).login(CREDENTIAL))
        .isSameAs(returned);
    assertThat(new PublishedLogins(_ -> registered, published::add, CLOCK).login(CREDENTIAL))
        .isSameAs(registered);

    assertThat(published)
        .containsExactly(
            new LoginEvent(LoginEvent.Type.RETURNED, NOW, USER.id(), METHOD, null),
            new LoginEvent(LoginEvent.Type.REGISTERED, NOW, USER.id(), METHOD, null));
    assertThat(published)
        .extracting(event -> event.type().word())
        .containsExactly("user.logged_in", "user.registered");
  }

  @Test
  void others_hear_nothing_of_who_was_refused() {
    PublishedLogins logins =
        new PublishedLogins(
            _ -> {
              throw new LoginException.CredentialRejected("planted");
            },
            published::add,
            CLOCK);

    assertThatThrownBy(() -> logins.login(CREDENTIAL))
        .isInstanceOf(LoginException.CredentialRejected.class);

    assertThat(published).isEmpty();
  }
}
