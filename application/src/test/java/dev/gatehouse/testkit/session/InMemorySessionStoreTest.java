package dev.gatehouse.testkit.session;

import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;

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

  @Override
  protected ExternalIdentity identityOf(UserId user) {
    return new ExternalIdentity(new LoginMethod("WX"), "identity");
  }
}
