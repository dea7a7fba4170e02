package dev.gatehouse.application.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The number of one login method of one user. The store gives it once and never reuses it. Clients
 * see it as opaque text.
 *
 * @param value positive
 */
public record LoginMethodId(long value) {

  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");

  /**
   * @throws IllegalArgumentException if the value is not positive
   */
  public LoginMethodId {
    if (value <= 0) {
      throw new IllegalArgumentException("value must be positive");
    }
  }

  /** Reads an id from {@link #text()}: empty when no login method could ever have it. */
  public static Optional<LoginMethodId> parse(String text) {
    return FORM.matcher(text).matches()
        ? Optional.of(new LoginMethodId(Long.parseLong(text)))
        : Optional.empty();
  }

  /** As clients see it. */
  public String text() {
    return Long.toString(value);
  }
}
