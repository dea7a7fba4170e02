package dev.gatehouse.adapter.rest.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.admin.Page;
import dev.gatehouse.application.admin.UserDetails;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.domain.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the admin API. None holds an identification (SEC-92). */
final class UserResponses {

  private UserResponses() {}

  /**
   * A user.
   *
   * @param sub the id as text, as in tokens: a number beyond 2^53 loses digits in a browser
   * @param closesAt when the account is or was closed; null if its closure was not asked for
   */
  record UserSummary(
      long id,
      String sub,
      String name,
      @Nullable Integer age,
      boolean disabled,
      @Nullable Instant closesAt) {

    static UserSummary of(User user) {
      long id = user.id().value();
      return new UserSummary(
          id,
          Long.toString(id),
          user.name(),
          user.age().isPresent() ? user.age().getAsInt() : null,
          user.disabled(),
          user.closesAt().orElse(null));
    }
  }

  /** A user with its login methods. */
  record UserWithLoginMethods(
      @JsonUnwrapped UserSummary user, List<LoginMethodOfUser> loginMethods) {

    static UserWithLoginMethods of(UserDetails details) {
      return new UserWithLoginMethods(
          UserSummary.of(details.user()),
          details.loginMethods().stream().map(LoginMethodOfUser::of).toList());
    }
  }

  /** A login method of a user. */
  record LoginMethodOfUser(
      String id, String method, Instant linkedAt, @Nullable Instant lastUsedAt) {

    static LoginMethodOfUser of(LinkedIdentity entry) {
      return new LoginMethodOfUser(
          entry.id().text(), entry.identity().method().code(), entry.since(), entry.lastUsed());
    }
  }

  /**
   * Some of the users that were looked for.
   *
   * @param next the cursor of the following page; null if this is the last
   */
  record UsersPage(List<UserSummary> users, @Nullable String next) {

    static UsersPage of(Page<User> page) {
      return new UsersPage(page.entries().stream().map(UserSummary::of).toList(), page.next());
    }
  }

  /**
   * Some of the audit records about a user, the newest first.
   *
   * @param next the cursor of the following page; null if this is the last
   */
  record AuditPage(List<AuditEntry> entries, @Nullable String next) {

    static AuditPage of(Page<AuditTrail.Entry> page) {
      return new AuditPage(
          page.entries().stream().map(entry -> AuditEntry.of(entry.record())).toList(),
          page.next());
    }
  }

  /** An audit record. */
  record AuditEntry(
      Instant at,
      String event,
      String outcome,
      @Nullable String method,
      @Nullable String channel,
      String address,
      String traceId) {

    static AuditEntry of(AuditRecord entry) {
      return new AuditEntry(
          entry.at(),
          entry.event().word(),
          entry.outcome(),
          entry.method() == null ? null : entry.method().code(),
          entry.channel(),
          entry.client().address(),
          entry.client().traceId());
    }
  }

  /** How many sessions a call has ended. */
  record SessionsEnded(int sessionsEnded) {}

  /** When the account is closed for good. */
  record ClosureScheduled(Instant closesAt) {}
}
