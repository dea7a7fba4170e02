package dev.gatehouse.application.audit;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log. Holds nothing that opens anything: no credential, no token, no
 * identification.
 *
 * @param outcome a stable word: {@code success}, {@code dormant}, why a login was refused, or why a
 *     session ended
 * @param user null if it is not known who it was
 * @param method null if no installed login method was involved
 * @param channel null if no configured channel was involved
 */
public record AuditRecord(
    Instant at,
    Event event,
    String outcome,
    @Nullable UserId user,
    @Nullable LoginMethod method,
    @Nullable String channel,
    ClientInfo client) {

  /** The outcome of what went well. */
  public static final String SUCCESS = "success";

  /** The outcome of a login by an identity that had not been used for long. */
  public static final String DORMANT = "dormant";

  private static final Pattern OUTCOME = Pattern.compile("[a-z_]{1,32}");

  /** What happened. */
  public enum Event {
    /** A user logged in. */
    LOGIN,
    /** A new user logged in. */
    REGISTRATION,
    /** A login was refused. */
    REFUSAL,
    /** A session was ended before its time. */
    SESSION_END,
    /** A user linked a login method. */
    LINK,
    /** A user unlinked a login method. */
    UNLINK,
    /** An identity was taken from a user because it belongs to another person now. */
    REASSIGNMENT,
    /** A user proved again that they are present. */
    CONFIRM,
    /** The operator shut a user out. */
    DISABLING,
    /** The operator let a user in again. */
    ENABLING,
    /** A user asked to close the account. */
    CLOSURE,
    /** A user cancelled that. */
    REOPENING,
    /** An account was closed. */
    ERASURE,
    /** A back-office read data of a user. */
    LOOKUP;

    /** As the log writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if the outcome is not a word of lower-case letters
   */
  public AuditRecord {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(client, "client");
    if (!OUTCOME.matcher(outcome).matches()) {
      throw new IllegalArgumentException("outcome must be 1 to 32 of a-z and _");
    }
  }

  /** The record of a change that the present request makes. */
  public static AuditRecord of(AccountChange change) {
    Event event =
        switch (change.kind()) {
          case REGISTERED -> Event.REGISTRATION;
          case LINKED -> Event.LINK;
          case UNLINKED -> Event.UNLINK;
          case REASSIGNED -> Event.REASSIGNMENT;
          case DISABLED -> Event.DISABLING;
          case ENABLED -> Event.ENABLING;
          case CLOSING -> Event.CLOSURE;
          case REOPENED -> Event.REOPENING;
          case CLOSED -> Event.ERASURE;
        };
    return new AuditRecord(
        change.at(),
        event,
        SUCCESS,
        change.user(),
        change.method(),
        RequestContext.channel().orElse(null),
        RequestContext.client());
  }

  /** The record of a token or ticket that the present request shows and that is refused. */
  public static AuditRecord refusal(Instant at, String why) {
    return new AuditRecord(at, Event.REFUSAL, why, null, null, null, RequestContext.client());
  }

  /** The records of sessions that the present request ends, one for each. */
  public static List<AuditRecord> of(SessionEnd end, Instant at) {
    return Collections.nCopies(
        end.sessions(),
        new AuditRecord(
            at,
            Event.SESSION_END,
            end.why().word(),
            end.user(),
            null,
            null,
            RequestContext.client()));
  }
}
