package dev.gatehouse.domain.user;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
  private final @Nullable Instant closesAt;

  private User(
      UserId id, String name, @Nullable Integer age, boolean disabled, @Nullable Instant closesAt) {
    this.id = Objects.requireNonNull(id, "id");
    this.name = Objects.requireNonNull(name, "name");
    this.age = age;
    this.disabled = disabled;
    this.closesAt = closesAt;
  }

  /** The user that a new one became when the store gave it an id. */
  public static User registered(UserId id, NewUser user) {
    return new User(id, user.name().value(), null, false, null);
  }

  /**
   * A user as the store holds it.
   *
   * @param name taken as it is: names that were stored before this service had rules must not lock
   *     their owners out
   * @param age null if it is not known
   * @param disabled whether the operator shut the user out
   */
  public static User restored(UserId id, String name, @Nullable Integer age, boolean disabled) {
    return restored(id, name, age, disabled, null);
  }

  /**
   * A user as the store holds it, who may have closed the account.
   *
   * @param closesAt when the account is or was closed; null if the user has not asked for that
   */
  public static User restored(
      UserId id, String name, @Nullable Integer age, boolean disabled, @Nullable Instant closesAt) {
    return new User(id, name, age, disabled, closesAt);
  }

  /** This user under another name. */
  public User named(UserName other) {
    return new User(id, other.value(), age, disabled, closesAt);
  }

  public UserId id() {
    return id;
  }

  /** The name to show, hostile text: escape it wherever it is shown. */
  public String name() {
    return name;
  }

  /** The age in years; empty if it is not known. */
  public OptionalInt age() {
    return age == null ? OptionalInt.empty() : OptionalInt.of(age);
  }

  /** Whether the operator shut the user out: no login, and no session that goes on. */
  public boolean disabled() {
    return disabled;
  }

  /** When the account is or was closed; empty if the user has not asked for that. */
  public Optional<Instant> closesAt() {
    return Optional.ofNullable(closesAt);
  }

  /** Whether the user can have sessions: neither disabled nor closing. */
  public boolean active() {
    return !disabled && closesAt == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof User that
        && id.equals(that.id)
        && name.equals(that.name)
        && Objects.equals(age, that.age)
        && disabled == that.disabled
        && Objects.equals(closesAt, that.closesAt);
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
