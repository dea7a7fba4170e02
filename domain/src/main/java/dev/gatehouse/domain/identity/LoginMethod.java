package dev.gatehouse.domain.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stored code of one way to log in, such as {@code WX} or {@code P}.
 *
 * <p>An open set: each installed identity provider brings its own. The code is stored with each
 * user's identity, so it must never change once a user has logged in with it. Codes that differ in
 * case are different methods.
 *
 * @param code 1 to {@value #MAX_LENGTH} ASCII letters, digits, {@code _}, {@code -} or {@code .},
 *     beginning with a letter or digit
 */
public record LoginMethod(String code) {

  /** The longest code that can be stored. */
  public static final int MAX_LENGTH = 36;

  private static final Pattern CODE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0," + (MAX_LENGTH - 1) + "}");

  /**
   * @throws IllegalArgumentException if the code is not of the form above
   */
  public LoginMethod {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "code must be 1 to " + MAX_LENGTH + " of A-Z a-z 0-9 _ . -, beginning alphanumeric");
    }
  }

  /** Reads a code that a client sent; empty if it is not of the form above. */
  public static Optional<LoginMethod> parse(String code) {
    return CODE.matcher(code).matches() ? Optional.of(new LoginMethod(code)) : Optional.empty();
  }

  @Override
  public String toString() {
    return code;
  }
}
