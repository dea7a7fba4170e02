package dev.gatehouse.adapter.rest.request;

import java.util.Locale;

/**
 * One thing that is wrong with a request.
 *
 * @param field where it stands, as in {@code credential.code}; {@code body} and {@code query} for
 *     each as a whole
 */
public record FieldError(String field, Reason reason) {

  /** What is wrong with it; an answer says it in words, too. */
  public enum Reason {
    MISSING,
    BLANK,
    TOO_LONG,
    TOO_MANY,
    DOUBLED,
    WRONG_TYPE,
    NOT_JSON,
    MALFORMED,
    UNREACHABLE,
    NOT_ALLOWED;

    /** The stable name that programs read. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
