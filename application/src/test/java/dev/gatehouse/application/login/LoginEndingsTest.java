package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoginEndingsTest {

  private final List<LoginException> endings =
      List.of(
          new LoginException.UnknownLoginMethod(),
          new LoginException.UnknownChannel(),
          new LoginException.InvalidCredential(
              "code", LoginException.InvalidCredential.Reason.MISSING),
          new LoginException.StateMismatch("planted"),
          new LoginException.LoginDeclined(),
          new LoginException.ConsentRequired(),
          new LoginException.CredentialRejected("planted"),
          new LoginException.AccountRestricted("planted"),
          new LoginException.PreviewOnly("planted"),
          new LoginException.AccountDisabled(new UserId(42)),
          new LoginException.AccountClosing(
              new UserId(42),
              new ExternalIdentity(new LoginMethod("WX"), "planted"),
              Instant.parse("2026-11-30T10:00:00Z")),
          new LoginException.HumanCheckRequired("planted", "planted"),
          new LoginException.RegistrationClosed(),
          new LoginException.NotRegistered(
              new ExternalIdentity(new LoginMethod("WX"), "planted"),
              new NewUser(new UserName("planted")),
              null),
          new LoginException.DormantIdentity(
              new UserId(42),
              new ExternalIdentity(new LoginMethod("WX"), "planted"),
              new NewUser(new UserName("planted")),
              null),
          new LoginException.TooManyAttempts("planted", Duration.ofMinutes(1)),
          new LoginException.IdentityIncomplete("planted"),
          new LoginException.ProviderMisconfigured("planted"),
          new LoginException.ProviderUnavailable("planted", Duration.ofSeconds(5)));

  @Test
  void these_are_all_endings() {
    assertThat(endings)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(leaves(LoginException.class).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LoginEndingsTest::leaves)
        : Stream.of(type);
  }

  /** Others search for them in logs, metrics and the audit table. */
  @Test
  void each_ending_has_a_word_of_its_own() {
    assertThat(endings)
        .extracting(ending -> LoginEndings.word(ending))
        .allMatch(word -> word.matches("[a-z_]{1,32}"))
        .doesNotHaveDuplicates();
  }

  /** What a client made up may be a secret in the wrong field: it is written nowhere. */
  @Test
  void only_a_request_that_named_nothing_there_is_was_not_understood() {
    assertThat(endings)
        .filteredOn(ending -> !LoginEndings.isUnderstood(ending))
        .extracting(ending -> LoginEndings.word(ending))
        .containsExactlyInAnyOrder("unknown_login_method", "unknown_channel", "invalid_request");
  }
}
