package dev.gatehouse.application.operation;

import java.util.List;

/**
 * Settings that need something done elsewhere, which no check can see. A record of settings that is
 * bound from the configuration implements it; {@code check-config} shows the advice.
 */
@FunctionalInterface
public interface SettingsAdvice {

  /** What the operator has to do, one line each, without the values of secrets. */
  List<String> advice();
}
