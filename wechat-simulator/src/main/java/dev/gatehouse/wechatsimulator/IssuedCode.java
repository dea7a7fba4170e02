package dev.gatehouse.wechatsimulator;

import java.time.Instant;

/** A code, good for one exchange by one app. */
record IssuedCode(String value, Person person, App app, Instant issuedAt, boolean used) {

  IssuedCode spent() {
    return new IssuedCode(value, person, app, issuedAt, true);
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "IssuedCode[" + app + ", " + person.key() + ", " + (used ? "used" : "unused") + "]";
  }
}
