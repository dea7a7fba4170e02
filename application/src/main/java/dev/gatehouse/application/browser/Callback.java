package dev.gatehouse.application.browser;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.State;
import org.jspecify.annotations.Nullable;

/**
 * What a browser brings back from a provider.
 *
 * @param state null if it did not come back or cannot be read
 * @param code null if the person declined
 */
public record Callback(LoginMethod method, @Nullable State state, @Nullable String code) {

  /** Shows no secret. */
  @Override
  public String toString() {
    return "Callback[" + method + "]";
  }
}
