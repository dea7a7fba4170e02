package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;

class FakeIdentityProviderTest extends IdentityProviderContract {

  private final FakeIdentityProvider provider =
      new FakeIdentityProvider(new LoginMethod("FAKE"))
          .knows("ticket-of-ONE", "id-of-one", "ONE")
          .knows("ticket-of-ANOTHER", "id-of-another", "ANOTHER");

  @Override
  protected IdentityProvider provider() {
    return provider;
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    FakeIdentityProvider unreachable = new FakeIdentityProvider(new LoginMethod("FAKE"));
    unreachable.fail(FakeIdentityProvider.outage());
    return unreachable;
  }

  @Override
  protected Credential credentialOf(Person person) {
    return provider.credential("ticket-of-" + person);
  }

  @Override
  protected String nameOf(Person person) {
    return person.name();
  }

  @Override
  protected Credential refusedCredential() {
    return provider.credential("forged");
  }
}
