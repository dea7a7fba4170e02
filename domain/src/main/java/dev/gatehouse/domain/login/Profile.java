package dev.gatehouse.domain.login;

import java.util.Objects;

/**
 * What a provider says about a person besides who it is: display data, neither proven nor unique,
 * never an identity.
 *
 * @param name the name as the provider gives it, hostile text of any length; empty when it gives
 *     none
 */
public record Profile(String name) {

  /** The profile of a person about whom the provider says nothing. */
  public static final Profile EMPTY = new Profile("");

  public Profile {
    Objects.requireNonNull(name, "name");
  }

  /** Shows nothing of the person. */
  @Override
  public String toString() {
    return "Profile[]";
  }
}
