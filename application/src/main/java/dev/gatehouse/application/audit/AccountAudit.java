package dev.gatehouse.application.audit;

import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.account.AccountObserver;
import dev.gatehouse.application.login.RequestContext;

/** Records what users try with their accounts and no store records. */
public final class AccountAudit implements AccountObserver {

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
}
