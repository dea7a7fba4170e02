package dev.gatehouse.domain.user;

/**
 * The number by which other systems know a user. Given once, when the user is stored, and never
 * reused.
 *
 * @param value positive
 */
public record UserId(long value) {

  /**
   * @throws IllegalArgumentException if the value is not positive
   */
  public UserId {
    if (value <= 0) {
      throw new IllegalArgumentException("value must be positive");
    }
  }
}
