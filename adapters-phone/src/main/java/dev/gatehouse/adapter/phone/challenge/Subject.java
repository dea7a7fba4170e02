package dev.gatehouse.adapter.phone.challenge;

import dev.gatehouse.adapter.phone.number.PhoneNumber;

/**
 * What a challenge is bound to.
 *
 * @param session that asked for the code; empty for a login
 */
public record Subject(PhoneNumber number, Purpose purpose, String session) {

  /** A login with a number. */
  public static Subject login(PhoneNumber number) {
    return new Subject(number, Purpose.LOGIN, "");
  }
}
