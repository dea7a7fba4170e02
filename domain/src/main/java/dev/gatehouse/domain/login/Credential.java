package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a client hands in to prove an identity: a login method and named strings that only that
 * method's provider understands. Nothing in it is proven yet, and everything in it is secret.
 *
 * <p>Immutable. {@link #toString()} shows the names of the fields, never their values.
 */
public final class Credential {

  /** The most fields a credential may have. */
  public static final int MAX_FIELDS = 16;

  /** The longest value a field may have, in characters. */
  public static final int MAX_VALUE_LENGTH = 2048;

  private final LoginMethod method;
  private final Map<String, String> fields;
  private final ProofPurpose purpose;

  /**
   * A credential for a login.
   *
   * @throws IllegalArgumentException if there are more than {@value #MAX_FIELDS} fields or a value
   *     is longer than {@value #MAX_VALUE_LENGTH}
   */
  public Credential(LoginMethod method, Map<String, String> fields) {
    this(method, fields, ProofPurpose.LOGIN);
  }

  private Credential(LoginMethod method, Map<String, String> fields, ProofPurpose purpose) {
    this.purpose = Objects.requireNonNull(purpose, "purpose");
    this.method = Objects.requireNonNull(method, "method");
    this.fields = Map.copyOf(fields);
    if (this.fields.size() > MAX_FIELDS) {
      throw new IllegalArgumentException("fields must not be more than " + MAX_FIELDS);
    }
    if (this.fields.values().stream().anyMatch(value -> value.length() > MAX_VALUE_LENGTH)) {
      throw new IllegalArgumentException("fields must not be longer than " + MAX_VALUE_LENGTH);
    }
  }

  public LoginMethod method() {
    return method;
  }

  /** What it is presented for. The client does not say this; the endpoint does. */
  public ProofPurpose purpose() {
    return purpose;
  }

  /** The same credential, presented for a purpose. */
  public Credential presentedFor(ProofPurpose other) {
    return new Credential(method, fields, other);
  }

  /** The value of a field as it was sent; empty when the client did not send it. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * The value of a field without which the method cannot work.
   *
   * @throws InvalidCredential naming the field, if it is missing or blank
   */
  public String require(String name) throws InvalidCredential {
    String value = fields.get(name);
    if (value == null) {
      throw new InvalidCredential(name, InvalidCredential.Reason.MISSING);
    }
    if (value.isBlank()) {
      throw new InvalidCredential(name, InvalidCredential.Reason.BLANK);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Credential[" + method + " " + new TreeSet<>(fields.keySet()) + "]";
  }
}
