package dev.gatehouse.adapter.phone.provider;

import dev.gatehouse.adapter.phone.challenge.Challenges;
import dev.gatehouse.adapter.phone.challenge.Purpose;
import dev.gatehouse.adapter.phone.challenge.Subject;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.ProofPurpose;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/logins/P/codes} with {@code {"phone", "purpose"?, "challenge"?, "humanCheck"?}}:
 * sends a code.
 */
@RestController
public final class PhoneCodeController {

  private static final String PURPOSE = "purpose";
  private static final String HUMAN_CHECK = "humanCheck";

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;
  private final Supplier<@Nullable CurrentUser> currentUser;

  /**
   * @param currentUser gives null if sessions are off
   */
  public PhoneCodeController(
      PhoneNumbers numbers, PhoneCodes codes, Supplier<@Nullable CurrentUser> currentUser) {
    this.numbers = numbers;
    this.codes = codes;
    this.currentUser = currentUser;
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
    ProofPurpose purpose = purpose(credential);
    PhoneCodes.Sent sent =
        codes.send(
            Subject.of(numbers.read(credential.require(PhoneNumbers.PHONE)), purpose),
            credential.field(HUMAN_CHECK).orElse(""),
            credential.field(PhoneIdentityProvider.CHALLENGE).orElse(""),
            language);
    return new CodeSent(
        sent.challenge(),
        Challenges.LIFETIME.toSeconds(),
        Math.ceilDiv(sent.retryAfter().toMillis(), 1000));
  }

  /** A code to link or to confirm belongs to the session that asks for it. */
  private ProofPurpose purpose(Credential credential) throws InvalidCredential {
    String name = credential.field(PURPOSE).orElse(Purpose.LOGIN.code());
    Purpose purpose = Purpose.of(name).orElseThrow(PhoneCodeController::unknownPurpose);
    if (purpose == Purpose.LOGIN) {
      return ProofPurpose.LOGIN;
    }
    CurrentUser user = currentUser.get();
    if (user == null) {
      throw unknownPurpose();
    }
    return new ProofPurpose(
        purpose == Purpose.LINK ? ProofPurpose.Kind.LINK : ProofPurpose.Kind.CONFIRM,
        user.require().session().id().value());
  }

  private static InvalidCredential unknownPurpose() {
    return new InvalidCredential(PURPOSE, InvalidCredential.Reason.MALFORMED);
  }
}
