package dev.gatehouse.adapter.phone.provider;

import dev.gatehouse.adapter.phone.challenge.Challenges;
import dev.gatehouse.adapter.phone.challenge.Challenges.Issued;
import dev.gatehouse.adapter.phone.challenge.Subject;
import dev.gatehouse.adapter.phone.gateway.SmsGateway;
import dev.gatehouse.adapter.phone.gateway.SmsMessage;
import dev.gatehouse.adapter.phone.human.HumanChecks;
import dev.gatehouse.adapter.phone.limit.SendLimits;
import dev.gatehouse.adapter.phone.limit.Suspicion;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends codes and takes them back. Asks nothing about users, so known and unknown numbers are alike
 * by construction. Thread-safe.
 */
public final class PhoneCodes {

  /** The field of a request that holds the code. */
  static final String CODE = "code";

  private static final int DIGITS = 6;

  private final HumanChecks humans;
  private final SendLimits limits;
  private final Challenges challenges;
  private final SmsGateway gateway;
  private final Supplier<String> address;
  private final Supplier<String> references;

  /**
   * @param address of the client of the present request
   * @param references random, never the same twice
   */
  public PhoneCodes(
      HumanChecks humans,
      SendLimits limits,
      Challenges challenges,
      SmsGateway gateway,
      Supplier<String> address,
      Supplier<String> references) {
    this.humans = humans;
    this.limits = limits;
    this.challenges = challenges;
    this.gateway = gateway;
    this.address = address;
    this.references = references;
  }

  /**
   * A code that was sent.
   *
   * @param challenge that the client has to name with the code
   * @param retryAfter until another code can be sent to the number
   */
  record Sent(String challenge, Duration retryAfter) {

    /** Does not show the challenge. */
    @Override
    public String toString() {
      return "Sent[]";
    }
  }

  /**
   * Sends a code. It is counted and kept before it is sent, so no connection to the database waits
   * for the gateway. A message of unknown fate is answered as sent: the client needs the challenge
   * if it arrives.
   *
   * @param answer to the challenge of a human check; empty if there is none
   * @param named the challenge in which the client asks again; empty for a new one
   * @throws LoginException if the code was certainly not sent
   */
  Sent send(Subject subject, String answer, String named, Locale language) throws LoginException {
    Suspicion suspicion = humans.ofRequest(answer, address.get());
    Duration retryAfter = limits.admit(subject.number(), address.get(), suspicion);
    Issued issued = challenges.issue(subject, named);
    gateway.send(
        subject.number(),
        new SmsMessage(
            subject.purpose().code(),
            Map.of(
                SmsMessage.CODE,
                issued.code(),
                SmsMessage.MINUTES,
                String.valueOf(Challenges.LIFETIME.toMinutes())),
            language,
            references.get()));
    return new Sent(issued.challenge(), retryAfter);
  }

  /**
   * Takes a code, which is used up by that.
   *
   * @param text of the code as a person wrote it
   * @throws InvalidCredential if the text holds anything else than six digits; no try is used up
   * @throws CredentialRejected if the code is wrong, used, expired or of another challenge: one
   *     answer for all
   */
  void redeem(Subject subject, String challenge, String text) throws LoginException {
    String code = digits(text);
    SendLimits.Guess guess = limits.guess(subject.number(), address.get());
    switch (challenges.redeem(subject, challenge, code)) {
      case PROVEN -> guess.right();
      case WRONG_CODE -> {
        guess.wrong();
        throw rejected();
      }
      case NO_CHALLENGE -> throw rejected();
    }
  }

  private static CredentialRejected rejected() {
    return new CredentialRejected("the code is wrong, used or expired");
  }

  /** Keyboards write full-width digits, and people copy blanks and hyphens. */
  private static String digits(String text) throws InvalidCredential {
    StringBuilder digits = new StringBuilder();
    for (int point : text.codePoints().toArray()) {
      if (Character.digit(point, 10) >= 0) {
        digits.append(Character.digit(point, 10));
      } else if (!Character.isWhitespace(point) && !Character.isSpaceChar(point) && point != '-') {
        throw malformed();
      }
    }
    if (digits.length() != DIGITS) {
      throw malformed();
    }
    return digits.toString();
  }

  private static InvalidCredential malformed() {
    return new InvalidCredential(CODE, InvalidCredential.Reason.MALFORMED);
  }
}
