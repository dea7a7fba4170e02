package dev.gatehouse.adapter.corporate;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;

/** Proves that a client knows the password of a corporate account. */
final class CorporateIdentityProvider implements IdentityProvider {

  private static final LoginMethod METHOD = new LoginMethod("CORP");

  private final Directory directory;

  CorporateIdentityProvider(Directory directory) {
    this.directory = directory;
  }

  @Override
  public LoginMethod method() {
    return METHOD;
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    // A bind without a password is an anonymous one, which succeeds: require refuses a blank field.
    Directory.Person person =
        directory.bind(credential.require("account"), credential.require("password"));
    return new Proof(new ExternalIdentity(METHOD, person.uuid()), new Profile(person.name()));
  }

  private record Proof(ExternalIdentity identity, Profile profile) implements Authentication {}
}
