package dev.gatehouse.testkit.event;

import dev.gatehouse.application.event.LoginEvent;
import dev.gatehouse.application.event.LoginEvents;
import dev.gatehouse.application.event.Outbox;

class InMemoryOutboxTest extends OutboxContract {

  private final InMemoryOutbox outbox = new InMemoryOutbox();

  @Override
  protected LoginEvents events() {
    return outbox;
  }

  @Override
  protected Outbox outbox() {
    return outbox;
  }

  @Override
  protected Outbox onAnotherReplica() {
    return outbox;
  }

  @Override
  protected Outbox unreachableOutbox() {
    InMemoryOutbox unreachable = new InMemoryOutbox();
    unreachable.fail();
    return unreachable;
  }

  @Override
  protected void awaitEvents(int count) {}

  @Override
  protected void addUnreadable(LoginEvent event) {
    outbox.publishUnreadable(event);
  }

  @Override
  protected long lost() {
    return outbox.lost();
  }
}
