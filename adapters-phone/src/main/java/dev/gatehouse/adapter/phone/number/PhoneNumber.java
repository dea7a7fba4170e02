package dev.gatehouse.adapter.phone.number;

import java.util.regex.Pattern;

/**
 * A phone number in the one form in which it is stored, counted and compared.
 *
 * @param e164 as in {@code +8613800138000}
 * @param region ISO 3166 code of the country or territory; several regions may share a country code
 */
public record PhoneNumber(String e164, String region) {

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{3,14}");
  private static final Pattern REGION = Pattern.compile("[A-Z]{2}");

  /**
   * @throws IllegalArgumentException if one of the two has another form; the message repeats
   *     neither
   */
  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("e164 must be + and 4 to 15 digits");
    }
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("region must be two capital letters");
    }
  }

  /** The digits without the plus sign. */
  public String digits() {
    return e164.substring(1);
  }

  /** Does not show the number: it is personal data. */
  @Override
  public String toString() {
    return "PhoneNumber[" + region + "]";
  }
}
