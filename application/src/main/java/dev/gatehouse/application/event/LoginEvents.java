package dev.gatehouse.application.event;

/**
 * Takes what other systems may want to know. Where nobody wants to, none is installed.
 *
 * <p>Implementations are thread-safe. {@code OutboxContract} in the testkit is this contract and
 * that of {@link Outbox} as tests.
 */
public interface LoginEvents {

  /**
   * Takes an event to be delivered. Never waits and never fails: an implementation that must give
   * up an event counts it and says so in the log.
   *
   * <p>A store that keeps users in the same place as the events writes those of registrations
   * itself, in the transactions that they are about, and then passes over them here.
   */
  void publish(LoginEvent event);
}
