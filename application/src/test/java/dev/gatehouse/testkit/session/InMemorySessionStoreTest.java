package dev.gatehouse.testkit.session;

import dev.gatehouse.application.session.SessionStore;

class InMemorySessionStoreTest extends SessionStoreContract {

  private final InMemorySessionStore sessions = new InMemorySessionStore();

  @Override
  protected SessionStore store() {
    return sessions;
  }

  @Override
  protected SessionStore unreachableStore() {
    InMemorySessionStore unreachable = new InMemorySessionStore();
    unreachable.fail();
    return unreachable;
  }
}
