package dev.gatehouse.application.event;

/**
 * The system that is told of events.
 *
 * <p>Implementations are thread-safe, and each call takes a bounded time.
 */
public interface EventReceiver {

  /** How a delivery ended. */
  enum Delivery {
    /** The receiver has the event. */
    DELIVERED,
    /** The receiver may have the event or not: it is to be sent again. */
    FAILED
  }

  /**
   * Delivers an event. The receiver may have it already, and knows it again by its id.
   *
   * @return {@link Delivery#FAILED} also if the receiver cannot be reached or refuses the event
   * @throws InterruptedException if the thread is interrupted while it waits for the receiver,
   *     which may then have the event or not
   */
  Delivery deliver(PendingEvent event) throws InterruptedException;
}
