package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.testkit.IdentityProviderContract;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Codes that were sent by hand prove people as the port promises. */
class PhoneIdentityProviderTest extends IdentityProviderContract {

  private static final String CODE = "123456";

  private final InMemorySentCodes sent = new InMemorySentCodes();
  private Instant sending = Instant.now();

  @Override
  protected IdentityProvider provider() {
    return provider(sent);
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    InMemorySentCodes gone = new InMemorySentCodes();
    gone.fail();
    return provider(gone);
  }

  @Override
  protected Credential credentialOf(Person person) {
    String number = person == Person.ONE ? "+8613800138000" : "+8613912345678";
    PhoneNumber phone = new PhoneNumber(number);
    sending = sending.plus(SentCodes.PAUSE);
    sent.keep(phone, CodeHash.of(phone, CODE), sending);
    return credential(number, CODE);
  }

  @Override
  protected String nameOf(Person person) {
    return "";
  }

  @Override
  protected Credential refusedCredential() {
    return credential("+8613800138000", "654321");
  }

  private static Credential credential(String phone, String code) {
    return new Credential(new LoginMethod("P"), Map.of("phone", phone, "code", code));
  }

  private static IdentityProvider provider(SentCodes sent) {
    SmsGateway unused = (to, text) -> {};
    return new PhoneIdentityProvider(
        new PhoneNumbers(List.of("CN")),
        new PhoneCodes(sent, unused, "{code}", () -> 0, Clock.systemUTC()));
  }
}
