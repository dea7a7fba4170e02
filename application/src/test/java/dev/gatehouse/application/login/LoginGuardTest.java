package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.login.Logins;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-01: a front that knows nothing of browsers. */
class LoginGuardTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(METHOD).knows("code", "id", "小明");
  private final FakeIdentityProvider other =
      new FakeIdentityProvider(new LoginMethod("OTHER")).knows("web", "id", "小明");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider, other));
  private final LoginOrRegister logins = Logins.of(providers, new InMemoryUserRepository());

  @Test
  void a_code_of_a_browser_is_refused_whatever_is_sent_as_its_state() {
    assertThatThrownBy(() -> logins.login(withState("0123456789abcdef0123456789abcdef")))
        .isInstanceOf(LoginException.StateMismatch.class);
    assertThat(provider.calls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_state_or_code_that_is_missing_is_named(String blank) {
    assertThatThrownBy(() -> logins.login(provider.credential("web", "code")))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("state is MISSING");
    assertThatThrownBy(() -> logins.login(withState(blank)))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("state is BLANK");
    assertThatThrownBy(() ->
            logins.login(
                new Credential(METHOD, Map.of("channel", "web", "state", "state", "code", blank))))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("code is BLANK");
    assertThat(provider.calls()).isZero();
  }

  @Test
  void what_begins_elsewhere_goes_its_way() throws LoginException {
    assertThat(logins.login(provider.credential("app", "code")).user().name()).isEqualTo("小明");
    assertThat(logins.login(other.credential("web")).user().name()).isEqualTo("小明");
    assertThatThrownBy(() -> logins.login(new Credential(METHOD, Map.of("code", "code"))))
        .isInstanceOf(LoginException.InvalidCredential.class)
        .hasMessageContaining("channel");
    assertThatThrownBy(() ->
            logins.login(new Credential(new LoginMethod("UNKNOWN"), Map.of("channel", "web"))))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
  }

  private static Credential withState(String state) {
    return new Credential(METHOD, Map.of("channel", "web", "code", "code", "state", state));
  }
}
