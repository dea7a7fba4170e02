package dev.gatehouse.adapter.phone.provider;

import dev.gatehouse.adapter.phone.challenge.Subject;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityLabels;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;

/** Proves that a client received the code that was sent to a telephone. */
public final class PhoneIdentityProvider implements IdentityProvider, IdentityLabels {

  /** The field of a request that names the challenge. */
  static final String CHALLENGE = "challenge";

  /** The method of this provider. */
  public static final LoginMethod METHOD = new LoginMethod("P");

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;

  public PhoneIdentityProvider(PhoneNumbers numbers, PhoneCodes codes) {
    this.numbers = numbers;
    this.codes = codes;
  }

  @Override
  public LoginMethod method() {
    return METHOD;
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    PhoneNumber number = numbers.read(credential.require(PhoneNumbers.PHONE));
    codes.redeem(
        Subject.of(number, credential.purpose()),
        credential.require(CHALLENGE),
        credential.require(PhoneCodes.CODE));
    return new Proof(new ExternalIdentity(METHOD, number.e164()));
  }

  @Override
  public String labelOf(ExternalIdentity identity) {
    return numbers.masked(identity.identification());
  }

  /** A telephone tells nothing else about its owner. */
  private record Proof(ExternalIdentity identity) implements Authentication {

    @Override
    public Profile profile() {
      return Profile.EMPTY;
    }
  }
}
