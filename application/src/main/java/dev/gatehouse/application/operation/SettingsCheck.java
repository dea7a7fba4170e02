package dev.gatehouse.application.operation;

/**
 * A check of settings before anything is started with them. The adapter that reads the settings
 * brings the check. All checks are run, so that an operator learns at once of everything that is
 * wrong.
 *
 * <p>For what cannot be checked where the settings are bound, such as files that they name. A check
 * opens no connection. One thread runs it, once.
 */
public interface SettingsCheck {

  /**
   * Returns if the settings are good.
   *
   * @throws IllegalArgumentException if something is wrong. Its message has one line for each
   *     problem: the property, the reason and what to do, but never the value.
   */
  void check();
}
