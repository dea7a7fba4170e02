package dev.gatehouse.application.event;

/**
 * The system that is told of events.
 *
 * <p>Implementations are thread-safe and take a bounded time.
 */
public interface EventReceiver {

  /** How a delivery ended. */
  enum Delivery {
    /** The receiver has it. */
    DELIVERED,
    /** It may or may not have it: to be sent again. */
    FAILED
  }

  /** Delivers an event, perhaps not for the first time. */
  Delivery deliver(PendingEvent event) throws InterruptedException;
}
