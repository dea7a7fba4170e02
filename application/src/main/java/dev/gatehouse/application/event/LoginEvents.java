package dev.gatehouse.application.event;

/**
 * Takes the events that other systems may want to know. If no system wants to know them, no
 * implementation is installed.
 *
 * <p>Implementations are thread-safe. {@code OutboxContract} in the testkit is this contract and
 * that of {@link Outbox} as tests.
 */
public interface LoginEvents {

  /**
   * Takes an event, to be delivered later. Never waits and never throws. An implementation that
   * must give up an event counts it and says so in the log.
   *
   * <p>A store that keeps users in the same place as the events can write the events of its changes
   * itself, in the transaction of the change. It says so in its result, and the core does not
   * publish these events. So each event is kept once.
   */
  void publish(LoginEvent event);
}
