package dev.gatehouse.application.audit;

import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountObserver;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.domain.user.RecordedIn;
import java.util.Set;

/**
 * Records what users try with their accounts, and each change of an account, unless the store has
 * recorded it.
 */
public final class AccountAudit implements AccountObserver, AccountChangeObserver {

  private final AuditLog log;

  public AccountAudit(AuditLog log) {
    this.log = log;
  }

  @Override
  public void tried(AccountAttempt attempt) {
    AuditRecord.Event event =
        switch (attempt.kind()) {
          case LINK -> AuditRecord.Event.LINK;
          case UNLINK -> AuditRecord.Event.UNLINK;
          case CONFIRM -> AuditRecord.Event.CONFIRM;
        };
    log.record(
        new AuditRecord(
            attempt.at(),
            event,
            attempt.outcome(),
            attempt.user(),
            attempt.method(),
            attempt.channel(),
            RequestContext.client()));
  }

  @Override
  public void changed(AccountChange change, Set<RecordedIn> recordedIn) {
    if (!recordedIn.contains(RecordedIn.AUDIT_LOG)) {
      log.record(AuditRecord.of(change));
    }
  }
}
