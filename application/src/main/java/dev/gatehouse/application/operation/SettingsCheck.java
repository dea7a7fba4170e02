package dev.gatehouse.application.operation;

/**
 * A check of settings before anything is started with them, brought by the adapter that reads them.
 * All checks are made, so that an operator learns at once of everything that is wrong.
 *
 * <p>For what cannot be checked where the settings are bound, such as files that they name. A check
 * opens no connection.
 */
public interface SettingsCheck {

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if something is wrong; its message has one line for each
   *     problem, which names the property, the reason and the way out, never the value
   */
  void check();
}
