package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.login.Profile;

/** Whoever knows the code that was sent to a telephone is who has it. */
final class PhoneIdentityProvider implements IdentityProvider {

  private static final LoginMethod METHOD = new LoginMethod("P");

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;

  PhoneIdentityProvider(PhoneNumbers numbers, PhoneCodes codes) {
    this.numbers = numbers;
    this.codes = codes;
  }

  @Override
  public LoginMethod method() {
    return METHOD;
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    PhoneNumber phone = numbers.in(credential);
    codes.redeem(phone, credential.require("code"));
    return new Proof(new ExternalIdentity(METHOD, phone.e164()));
  }

  /** A telephone says nothing else about its owner. */
  private record Proof(ExternalIdentity identity) implements Authentication {

    @Override
    public Profile profile() {
      return Profile.EMPTY;
    }
  }
}
