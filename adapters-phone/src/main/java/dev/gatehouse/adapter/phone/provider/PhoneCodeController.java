package dev.gatehouse.adapter.phone.provider;

import dev.gatehouse.adapter.phone.challenge.Challenges;
import dev.gatehouse.adapter.phone.challenge.Purpose;
import dev.gatehouse.adapter.phone.challenge.Subject;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.Locale;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/logins/P/codes} with {@code {"phone", "purpose"?, "challenge"?}}: sends a code.
 */
@RestController
public final class PhoneCodeController {

  private static final String PURPOSE = "purpose";

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;

  public PhoneCodeController(PhoneNumbers numbers, PhoneCodes codes) {
    this.numbers = numbers;
    this.codes = codes;
  }

  /**
   * The same for numbers that are known here and numbers that are not.
   *
   * @param challenge that the login has to name with the code
   * @param expiresIn of the code, in seconds
   * @param retryAfter until another code can be sent, in seconds
   */
  record CodeSent(String challenge, long expiresIn, long retryAfter) {

    /** Does not show the challenge. */
    @Override
    public String toString() {
      return "CodeSent[]";
    }
  }

  @PostMapping(
      path = "/v1/logins/P/codes",
      consumes = "application/json",
      produces = "application/json")
  CodeSent send(Credential credential, Locale language) throws LoginException {
    String purpose = credential.field(PURPOSE).orElse(Purpose.LOGIN.code());
    // The one purpose so far; the others need a session.
    if (!purpose.equals(Purpose.LOGIN.code())) {
      throw new InvalidCredential(PURPOSE, InvalidCredential.Reason.MALFORMED);
    }
    PhoneCodes.Sent sent =
        codes.send(
            Subject.login(numbers.read(credential.require(PhoneNumbers.PHONE))),
            credential.field(PhoneIdentityProvider.CHALLENGE).orElse(""),
            language);
    return new CodeSent(
        sent.challenge(),
        Challenges.LIFETIME.toSeconds(),
        Math.ceilDiv(sent.retryAfter().toMillis(), 1000));
  }
}
