package dev.gatehouse.application.admin;

/** The installed audit log cannot be read, because no {@code AuditTrail} is installed with it. */
public final class NoAuditTrailException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoAuditTrailException() {
    super("no AuditTrail is installed, so the audit log cannot be read here: add one");
  }
}
