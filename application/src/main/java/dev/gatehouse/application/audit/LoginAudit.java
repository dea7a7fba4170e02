package dev.gatehouse.application.audit;

import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.user.RecordedIn;

/** Records how logins end, unless the store has recorded it together with the user. */
public final class LoginAudit implements LoginListener {

  private final AuditLog log;

  public LoginAudit(AuditLog log) {
    this.log = log;
  }

  @Override
  public void ended(LoginOutcome outcome) {
    if (!outcome.recordedIn().contains(RecordedIn.AUDIT_LOG)) {
      log.record(record(outcome));
    }
  }

  private static AuditRecord record(LoginOutcome outcome) {
    AuditRecord.Event event =
        switch (outcome.ending()) {
          case LoginOutcome.REGISTERED -> AuditRecord.Event.REGISTRATION;
          case LoginOutcome.RETURNED, LoginOutcome.RETURNED_DORMANT -> AuditRecord.Event.LOGIN;
          default -> AuditRecord.Event.REFUSAL;
        };
    return new AuditRecord(
        outcome.at(),
        event,
        switch (outcome.ending()) {
          case LoginOutcome.REGISTERED, LoginOutcome.RETURNED -> AuditRecord.SUCCESS;
          case LoginOutcome.RETURNED_DORMANT -> AuditRecord.DORMANT;
          default -> outcome.ending();
        },
        outcome.user(),
        outcome.method(),
        outcome.channel(),
        outcome.client());
  }
}
