package dev.gatehouse.adapter.phone.challenge;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.ProofPurpose;

/**
 * What a challenge is bound to.
 *
 * @param session that asked for the code; empty for a login
 */
public record Subject(PhoneNumber number, Purpose purpose, String session) {

  /** What a proof of a number is for. */
  public static Subject of(PhoneNumber number, ProofPurpose purpose) {
    return new Subject(
        number,
        switch (purpose.kind()) {
          case LOGIN -> Purpose.LOGIN;
          case LINK -> Purpose.LINK;
          case CONFIRM -> Purpose.CONFIRM;
        },
        purpose.session());
  }
}
