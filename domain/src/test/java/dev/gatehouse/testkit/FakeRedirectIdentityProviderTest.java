package dev.gatehouse.testkit;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.RedirectIdentityProvider;

class FakeRedirectIdentityProviderTest extends RedirectIdentityProviderContract {

  private final FakeRedirectIdentityProvider provider =
      new FakeRedirectIdentityProvider(new LoginMethod("FAKE"))
          .knows("code-of-ONE", "id-of-one", "ONE")
          .knows("code-of-ANOTHER", "id-of-another", "ANOTHER");

  @Override
  protected RedirectIdentityProvider provider() {
    return provider;
  }

  @Override
  protected RedirectIdentityProvider unreachableProvider() {
    FakeRedirectIdentityProvider unreachable =
        new FakeRedirectIdentityProvider(new LoginMethod("FAKE"));
    unreachable.fail(FakeIdentityProvider.outage());
    return unreachable;
  }

  @Override
  protected String channelOfBrowsers() {
    return FakeRedirectIdentityProvider.WEB;
  }

  @Override
  protected String otherChannel() {
    return FakeRedirectIdentityProvider.APP;
  }

  @Override
  protected Credential credentialOf(Person person) {
    return provider.credential(FakeRedirectIdentityProvider.WEB, "code-of-" + person);
  }

  @Override
  protected String nameOf(Person person) {
    return person.name();
  }

  @Override
  protected Credential refusedCredential() {
    return provider.credential(FakeRedirectIdentityProvider.WEB, "forged");
  }
}
