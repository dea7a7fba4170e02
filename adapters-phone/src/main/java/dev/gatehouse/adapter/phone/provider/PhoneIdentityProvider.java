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
import dev.gatehouse.domain.login.PhoneNumberProof;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.login.ReassignableIdentities;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proves that a client received the code that was sent to a phone. */
public final class PhoneIdentityProvider
    implements IdentityProvider, IdentityLabels, ReassignableIdentities {

  /** The field of a request that names the challenge. */
  static final String CHALLENGE = "challenge";

  /** The method of this provider. */
  public static final LoginMethod METHOD = new LoginMethod("P");

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;
  private final Duration dormantAfter;
  private final Map<String, PhoneNumberProof> proofs;

  /**
   * @param dormantAfter how long after its last login a number may have another owner
   * @param proofs other ways to prove a number
   * @throws IllegalArgumentException if two of them serve one channel
   */
  public PhoneIdentityProvider(
      PhoneNumbers numbers,
      PhoneCodes codes,
      Duration dormantAfter,
      List<PhoneNumberProof> proofs) {
    Map<String, PhoneNumberProof> byChannel = new HashMap<>();
    for (PhoneNumberProof proof : proofs) {
      for (String channel : proof.channels()) {
        if (byChannel.put(channel, proof) != null) {
          throw new IllegalArgumentException(
              "two adapters prove phone numbers through channel " + channel);
        }
      }
    }
    this.proofs = Map.copyOf(byChannel);
    this.numbers = numbers;
    this.codes = codes;
    this.dormantAfter = dormantAfter;
  }

  @Override
  public Duration dormantAfter() {
    return dormantAfter;
  }

  @Override
  public LoginMethod method() {
    return METHOD;
  }

  @Override
  public Set<String> channels() {
    return proofs.keySet();
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    PhoneNumberProof proof = proofs.get(credential.field(CHANNEL).orElse(""));
    if (proof != null) {
      return new Proof(new ExternalIdentity(METHOD, numbers.read(proof.prove(credential)).e164()));
    }
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

  /** A phone tells nothing else about its owner. */
  private record Proof(ExternalIdentity identity) implements Authentication {

    @Override
    public Profile profile() {
      return Profile.EMPTY;
    }
  }
}
