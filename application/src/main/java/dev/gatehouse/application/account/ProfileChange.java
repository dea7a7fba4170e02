package dev.gatehouse.application.account;

import dev.gatehouse.domain.user.UserName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user changes about the own profile.
 *
 * @param name null to keep the name
 */
public record ProfileChange(@Nullable UserName name, Age age) {

  /** What happens to the age. */
  public sealed interface Age {}

  /** The age stays as it is. */
  public record KeepAge() implements Age {}

  /**
   * The age is set or removed.
   *
   * @param years from 0 to {@value #OLDEST}; null to remove it
   */
  public record NewAge(@Nullable Integer years) implements Age {

    /** The highest age that is accepted. */
    public static final int OLDEST = 150;

    /**
     * @throws IllegalArgumentException if years is out of range
     */
    public NewAge {
      if (years != null && (years < 0 || years > OLDEST)) {
        throw new IllegalArgumentException("age must be between 0 and " + OLDEST);
      }
    }
  }

  public ProfileChange {
    Objects.requireNonNull(age, "age");
  }
}
