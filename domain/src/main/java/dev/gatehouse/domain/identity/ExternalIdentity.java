package dev.gatehouse.domain.identity;

import java.util.Objects;

/**
 * A person as an identity provider knows them: the pair that leads to exactly one user.
 *
 * <p>Two identities are the same only if method and identification are equal character by
 * character: case, trailing blanks and full-width forms make different identities (SEC-11).
 *
 * @param method the login method whose provider proves it
 * @param identification the provider's stable name for the person, not blank, at most {@value
 *     #MAX_LENGTH} code points
 */
public record ExternalIdentity(LoginMethod method, String identification) {

  /** The longest identification that can be stored, in code points. */
  public static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException if the identification is blank or too long; the message does
   *     not contain it
   */
  public ExternalIdentity {
    Objects.requireNonNull(method, "method");
    if (identification.isBlank()) {
      throw new IllegalArgumentException("identification must not be blank");
    }
    if (identification.codePointCount(0, identification.length()) > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "identification must not be longer than " + MAX_LENGTH + " code points");
    }
  }

  /** Shows the method only: the identification is personal data. */
  @Override
  public String toString() {
    return "ExternalIdentity[" + method + "]";
  }
}
