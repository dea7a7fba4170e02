package dev.gatehouse.application.operation;

import dev.gatehouse.domain.identity.LoginMethod;
import java.util.Optional;

/**
 * The one form in which a login method writes the identification of an identity. A row in another
 * form, as an older service may have written it, is found by no login. Thread-safe.
 */
public interface IdentificationForm {

  /** The method whose identifications have this form. */
  LoginMethod method();

  /**
   * Brings an identification into this form.
   *
   * @return the same text if it has the form; empty if it is no identification of the method
   */
  Optional<String> normalized(String identification);
}
