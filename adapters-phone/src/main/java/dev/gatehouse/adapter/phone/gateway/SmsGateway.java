package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;

/**
 * A vendor that delivers short messages. Implementations are thread-safe, end within a deadline of
 * their own, and write neither number nor code to a log.
 */
@FunctionalInterface
public interface SmsGateway {

  /**
   * Hands one message over, in one request that is never repeated. That the message arrives is not
   * promised.
   *
   * @return {@link Handover.Unknown} if the message may have been sent
   * @throws LoginException if the message was certainly not sent. The subclass says who can act:
   *     {@code InvalidCredential} and {@code TooManyAttempts} concern this number, {@code
   *     ProviderMisconfigured} the operator, {@code ProviderUnavailable} the vendor.
   */
  Handover send(PhoneNumber to, SmsMessage message) throws LoginException;

  /** The result of handing a message to a gateway. */
  sealed interface Handover {

    /**
     * The gateway accepted the message. That is not a delivery.
     *
     * @param vendorId by which a receipt names the message; empty if the gateway gave none
     */
    record Taken(String vendorId) implements Handover {}

    /** No usable answer. The message may have been sent, so it is not sent again. */
    record Unknown() implements Handover {}
  }
}
