package dev.gatehouse.adapter.phone.gateway;

import java.util.Locale;
import java.util.Map;

/**
 * A message with a code. The vendor has the text as a registered template; only variables are sent.
 *
 * @param purpose of the code, such as {@code login}
 * @param variables of the template: {@value #CODE} and {@value #MINUTES}, digits only
 * @param language of the person
 * @param reference random; vendors repeat it in their receipts
 */
public record SmsMessage(
    String purpose, Map<String, String> variables, Locale language, String reference) {

  /** The variable with the code. */
  public static final String CODE = "code";

  /** The variable with the minutes for which the code is valid. */
  public static final String MINUTES = "minutes";

  public SmsMessage {
    variables = Map.copyOf(variables);
  }

  /** Does not show the code. */
  @Override
  public String toString() {
    return "SmsMessage[" + purpose + "]";
  }
}
