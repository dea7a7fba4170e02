package dev.gatehouse.application.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-01: who knows nothing of browsers. */
class GuardedLoginsTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(METHOD).knows("code", "id", "小明");
  private final FakeIdentityProvider other =
      new FakeIdentityProvider(new LoginMethod("OTHER")).knows("web", "id", "小明");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider, other));
  private final LoginOrRegister logins =
      new GuardedLogins(
          providers,
          new LoginOrRegisterService(
              providers, new InMemoryUserRepository(), new UserName("nobody")));

  @Test
  void a_code_of_a_browser_lets_nobody_in_whatever_is_sent_as_its_state() {
    assertThatThrownBy(() -> logins.login(withState("0123456789abcdef0123456789abcdef")))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThat(provider.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_state_that_is_missing_is_named(String blank) {
    assertThatThrownBy(() -> logins.login(provider.credential("web", "code")))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("state is MISSING");
    assertThatThrownBy(() -> logins.login(withState(blank)))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("state is BLANK");
    assertThat(provider.calls()).isZero();
  }

  @Test
  void what_begins_elsewhere_goes_its_way() throws LoginException {
    assertThat(logins.login(provider.credential("app", "code")).user().name()).isEqualTo("小明");
    assertThat(logins.login(other.credential("web")).user().name()).isEqualTo("小明");
    assertThatThrownBy(() -> logins.login(new Credential(METHOD, Map.of("code", "code"))))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("channel");
    assertThatThrownBy(
            () -> logins.login(new Credential(new LoginMethod("NOBODY"), Map.of("channel", "web"))))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
  }

  private static Credential withState(String state) {
    return new Credential(METHOD, Map.of("channel", "web", "code", "code", "state", state));
  }
}
