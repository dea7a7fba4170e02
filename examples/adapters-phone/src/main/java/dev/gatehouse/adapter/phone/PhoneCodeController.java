package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/logins/P/codes} with {@code {"phone":"…"}}: send a code. */
@RestController
final class PhoneCodeController {

  private final PhoneNumbers numbers;
  private final PhoneCodes codes;

  PhoneCodeController(PhoneNumbers numbers, PhoneCodes codes) {
    this.numbers = numbers;
    this.codes = codes;
  }

  /**
   * The same for numbers that are known here and numbers that are not.
   *
   * @param expiresIn of the code, in seconds
   * @param retryAfter another one can be had, in seconds
   */
  record CodeSent(long expiresIn, long retryAfter) {}

  @PostMapping(path = "/v1/logins/P/codes", consumes = "application/json")
  CodeSent send(Credential credential) throws LoginException {
    codes.send(numbers.in(credential));
    return new CodeSent(SentCodes.LIFETIME.toSeconds(), SentCodes.PAUSE.toSeconds());
  }
}
