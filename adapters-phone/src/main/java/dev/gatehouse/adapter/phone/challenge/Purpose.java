package dev.gatehouse.adapter.phone.challenge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a code proves. A code for one purpose is worth nothing for another. */
public enum Purpose {
  LOGIN,
  LINK,
  CONFIRM;

  /** The name in requests and in the table. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose of a name; empty if there is none. */
  public static Optional<Purpose> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
