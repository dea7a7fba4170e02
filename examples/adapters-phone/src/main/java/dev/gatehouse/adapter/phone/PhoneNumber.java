package dev.gatehouse.adapter.phone;

import java.util.regex.Pattern;

/**
 * A telephone number in the one form in which it is stored and compared, E.164.
 *
 * @param e164 as in {@code +8613800138000}
 */
record PhoneNumber(String e164) {

  private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{3,14}");

  PhoneNumber {
    if (!FORM.matcher(e164).matches()) {
      throw new IllegalArgumentException("a telephone number must be in the form of E.164");
    }
  }

  /** Does not show the number: it is personal data. */
  @Override
  public String toString() {
    return "PhoneNumber[]";
  }
}
