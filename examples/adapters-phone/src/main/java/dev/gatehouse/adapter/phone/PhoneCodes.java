package dev.gatehouse.adapter.phone;

import dev.gatehouse.adapter.phone.SentCodes.Keeping;
import dev.gatehouse.adapter.phone.SentCodes.Redemption;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Sends codes to telephones and takes them back. Thread-safe. */
final class PhoneCodes {

  private final SentCodes sent;
  private final SmsGateway gateway;
  private final String text;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * @param text with {@link PhoneProperties#CODE} where the code belongs
   * @param random hard to predict
   */
  PhoneCodes(SentCodes sent, SmsGateway gateway, String text, RandomGenerator random, Clock clock) {
    this.sent = sent;
    this.gateway = gateway;
    this.text = text;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Sends a code of six digits. It is kept before it is sent, so that no connection to the database
   * waits for the gateway, and nobody sends more by breaking off.
   *
   * @throws TooManyAttempts if the number had one a moment ago, or too many today
   */
  void send(PhoneNumber phone) throws LoginException {
    String code = "%06d".formatted(random.nextInt(1_000_000));
    if (sent.keep(phone, CodeHash.of(phone, code), clock.instant()) == Keeping.TOO_OFTEN) {
      throw new TooManyAttempts("a number is sent too many codes", SentCodes.PAUSE);
    }
    gateway.send(phone, text.replace(PhoneProperties.CODE, code));
  }

  /**
   * Takes a code, which is spent by that.
   *
   * @throws CredentialRejected if it is not the one that was sent last, or not any more
   */
  void redeem(PhoneNumber phone, String code) throws CredentialRejected {
    if (sent.redeem(phone, CodeHash.of(phone, code), clock.instant()) == Redemption.REFUSED) {
      throw new CredentialRejected("the code is wrong, used or expired");
    }
  }
}
