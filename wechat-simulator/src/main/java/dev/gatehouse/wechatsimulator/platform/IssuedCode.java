package dev.gatehouse.wechatsimulator.platform;

import java.time.Instant;

/** A code for one exchange by one app. */
public record IssuedCode(String value, Person person, App app, Instant issuedAt, boolean used) {

  IssuedCode markUsed() {
    return new IssuedCode(value, person, app, issuedAt, true);
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "IssuedCode[" + app + ", " + person.key() + ", " + (used ? "used" : "unused") + "]";
  }
}
