package dev.gatehouse.wechatsimulator.platform;

import java.time.Instant;

/** A code for one exchange by one app. */
public record IssuedCode(String value, Grant grant, Instant issuedAt, boolean used) {

  public Person person() {
    return grant.person();
  }

  public App app() {
    return grant.app();
  }

  IssuedCode markUsed() {
    return new IssuedCode(value, grant, issuedAt, true);
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(issuedAt.plus(app().codeLifetime()));
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "IssuedCode[" + grant + ", " + (used ? "used" : "unused") + "]";
  }
}
