package dev.gatehouse.adapter.phone;

import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;

/**
 * Who delivers short messages. Implementations are thread-safe, end within a deadline of their own
 * and write neither the number nor the text anywhere. A bean of this type takes the place of the
 * one that is here.
 */
@FunctionalInterface
interface SmsGateway {

  /**
   * Hands a message over; that it arrives is not promised.
   *
   * @throws ProviderMisconfigured if the gateway refuses us; the log names the property to check
   * @throws ProviderUnavailable if it cannot be reached or does not take the message
   */
  void send(PhoneNumber to, String text) throws ProviderMisconfigured, ProviderUnavailable;
}
