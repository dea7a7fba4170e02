package dev.gatehouse.domain.user;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A registered user, as the store last knew it. Immutable; equal when all its values are.
 *
 * <p>Created only by the store: {@link NewUser} is how one begins.
 */
public final class User {

  private final UserId id;
  private final String name;
  private final @Nullable Integer age;
  private final boolean disabled;

  private User(UserId id, String name, @Nullable Integer age, boolean disabled) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.age = age;
    this.disabled = disabled;
  }

  /** The user that a new one became when the store gave it an id. */
  public static User registered(UserId id, NewUser user) {
    return new User(id, user.name().value(), null, false);
  }

  /**
   * A user as the store holds it.
   *
   * @param name taken as it is: names that were stored before this service had rules must not lock
   *     their owners out
   * @param age null when nobody ever said
   * @param disabled whether the operator shut the user out
   */
  public static User restored(UserId id, String name, @Nullable Integer age, boolean disabled) {
    return new User(id, name, age, disabled);
  }

  public UserId id() {
    return id;
  }

  /** The name to show, hostile text: escape it wherever it is shown. */
  public String name() {
    return name;
  }

  /** The age in years; empty when nobody ever said. */
  public OptionalInt age() {
    return age == null ? OptionalInt.empty() : OptionalInt.of(age);
  }

  /** Whether the operator shut the user out: no login, and no session that goes on. */
  public boolean disabled() {
    return disabled;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof User that
        && id.equals(that.id)
        && name.equals(that.name)
        && Objects.equals(age, that.age)
        && disabled == that.disabled;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Shows the id only: the rest is personal data. */
  @Override
  public String toString() {
    return "User[" + id.value() + "]";
  }
}
