package dev.gatehouse.adapter.persistence.account;

import dev.gatehouse.adapter.persistence.audit.TestAuditRows;
import dev.gatehouse.adapter.persistence.outbox.TestOutboxRows;
import dev.gatehouse.adapter.persistence.user.Replica;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.session.SessionEnd;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Account stores that write audit records and events, for tests. */
public final class TestAccountStores {

  private TestAccountStores() {}

  /** The store of one replica. */
  public static AccountStore on(Replica replica) {
    return on(replica, (_, _) -> {}, _ -> {});
  }

  /**
   * The same.
   *
   * @param observer is told of each change
   * @param ended is told of sessions that a change has ended
   */
  static AccountStore on(
      Replica replica, AccountChangeObserver observer, Consumer<SessionEnd> ended) {
    return new JdbcAccountStore(
        replica.lookups(),
        replica.registrations(),
        List.of(TestAuditRows.recorder(), TestOutboxRows.recorder()),
        observer,
        ended,
        Clock.systemUTC());
  }
}
