package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.testkit.FakeIdentityProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityProvidersTest {

  private final FakeIdentityProvider one = new FakeIdentityProvider(new LoginMethod("ONE"));
  private final FakeIdentityProvider two = new FakeIdentityProvider(new LoginMethod("TWO"));

  @Test
  void each_method_has_its_provider() throws LoginException {
    IdentityProviders providers = new IdentityProviders(List.of(one, two));

    assertThat(providers.of(new LoginMethod("ONE"))).isSameAs(one);
    assertThat(providers.of(new LoginMethod("TWO"))).isSameAs(two);
  }

  @Test
  void a_method_without_a_provider_is_unknown() {
    IdentityProviders providers = new IdentityProviders(List.of(one));

    assertThatThrownBy(() -> providers.of(new LoginMethod("one")))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
  }

  @Test
  void two_providers_of_one_method_are_refused_by_name() {
    assertThatThrownBy(() ->
            new IdentityProviders(List.of(one, new FakeIdentityProvider(new LoginMethod("ONE")))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("login method ONE")
        .hasMessageContaining(FakeIdentityProvider.class.getName());
  }

  @Test
  void without_any_provider_no_login_is_possible() {
    assertThatThrownBy(() -> new IdentityProviders(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no identity provider");
  }
}
