package dev.gatehouse.adapter.rest.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token of the admin API may be used for. No right includes another. */
enum AdminRight {
  /** Find and show users, and read the audit records about them. */
  READ,
  /** Disable users, enable them, sign them out. */
  DISABLE,
  /** Close accounts, unlink login methods. */
  CLOSE;

  /** The right that a setting names. */
  static Optional<AdminRight> named(String word) {
    return Arrays.stream(values()).filter(right -> right.word().equals(word)).findFirst();
  }

  /** As settings name it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
