package dev.gatehouse.application.operation;

import java.util.ArrayList;
import java.util.List;

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

  /**
   * Runs all checks, also after one that fails. As above, their messages must not show values.
   *
   * @throws IllegalArgumentException if a check throws one; its message has the lines of all of
   *     them
   */
  static void runAll(List<Runnable> checks) {
    List<String> problems = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }
}
