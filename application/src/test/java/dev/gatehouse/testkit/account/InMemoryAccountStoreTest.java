package dev.gatehouse.testkit.account;

import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.time.Clock;
import java.util.function.Consumer;

class InMemoryAccountStoreTest extends AccountStoreContract {

  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final InMemorySessionStore sessions = new InMemorySessionStore();
  private final AccountStore accounts =
      new InMemoryAccountStore(users, sessions, Clock.systemUTC());

  @Override
  protected AccountStore accounts() {
    return accounts;
  }

  @Override
  protected AccountStore accounts(AccountChangeObserver changes, Consumer<SessionEnd> ends) {
    return new InMemoryAccountStore(users, sessions, Clock.systemUTC(), changes, ends);
  }

  @Override
  protected AccountStore unreachableAccounts() {
    InMemoryUserRepository unreachable = new InMemoryUserRepository();
    unreachable.fail();
    return new InMemoryAccountStore(unreachable, sessions, Clock.systemUTC());
  }

  @Override
  protected UserRepository users() {
    return users;
  }

  @Override
  protected void disable(UserId id) {
    users.disable(id);
  }

  @Override
  protected void open(Session session, ExternalIdentity by) {
    sessions.add(session, by);
  }

  @Override
  protected boolean isLive(SessionId session) {
    return sessions.find(session).isPresent();
  }
}
