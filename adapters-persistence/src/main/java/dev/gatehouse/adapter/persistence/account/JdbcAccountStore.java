package dev.gatehouse.adapter.persistence.account;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Deadline;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Transactions;
import dev.gatehouse.adapter.persistence.user.UserRows;
import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LinkedIdentity;
import dev.gatehouse.application.account.Linking;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.ProfileChange;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Login methods in the table {@code user_login_method}. Each change locks the row of its user
 * first: two changes of one user wait for each other. The unique key decides who gets an identity.
 */
final class JdbcAccountStore implements AccountStore {

  /** Otherwise MySQL may read the whole table in the order of its ids. */
  static final String NAMED =
      """
      select `id`, `name`, `age`, `disabled_at`, `closes_at`
        from `user` use index (`user_name`)
       where `name` = ? and `id` > ? order by `id` limit ?
      """;

  private static final String LOCK_ACTIVE_USER =
      """
      select `disabled_at` is null and `closes_at` is null and `erased_at` is null
             and `merged_into` is null
        from `user` where `id` = ? for update
      """;

  private static final String INSERT =
      """
      insert into `user_login_method` (`user_id`, `login_method`, `identification`, `created_at`)
      values (?, ?, ?, ?)
      """;

  private static final String DELETE =
      "delete from `user_login_method` where `id` = ? and `user_id` = ?";

  private static final String NOTE_USE =
      """
      update `user_login_method` set `last_used_at` = ?
       where `user_id` = ? and `login_method` = ? and `identification` = ?
      """;

  private static final String KEEP_SESSION =
      """
      update `user_session` set `login_method_id` = null where `sid` = ? and `login_method_id` = ?
      """;

  private static final String LOCK_DISABLED =
      "select `disabled_at` is not null from `user` where `id` = ? for update";

  private static final String SET_DISABLED = "update `user` set `disabled_at` = ? where `id` = ?";

  private static final String LOCK_CLOSURE =
      """
      select `closes_at`, `erased_at` is not null or `merged_into` is not null as `closed`
        from `user` where `id` = ? for update
      """;

  private static final String SCHEDULE = "update `user` set `closes_at` = ? where `id` = ?";

  private static final String DUE =
      """
      select `id` from `user` where `closes_at` <= ? and `erased_at` is null
       order by `closes_at` limit ?
      """;

  private static final String DELETE_ALL = "delete from `user_login_method` where `user_id` = ?";

  private static final String END_ALL_SESSIONS = "delete from `user_session` where `user_id` = ?";

  private static final String ERASE =
      """
      update `user`
         set `name` = ?, `name_chosen_at` = null, `age` = null, `erased_at` = ?
       where `id` = ?
      """;

  private static final String CHANGE_NAME =
      """
      update `user`
         set `name` = coalesce(?, `name`),
             `name_chosen_at` = case when ? is null then `name_chosen_at` else ? end
       where `id` = ? and `disabled_at` is null and `closes_at` is null and `erased_at` is null
         and `merged_into` is null
      """;

  private static final String CHANGE_NAME_AND_AGE =
      CHANGE_NAME.replace("set `name`", "set `age` = ?, `name`");

  private static final String OPENED_BY =
      """
      select `login_method_id` from `user_session`
       where `sid` = ? and `login_method_id` is not null
      """;

  private static final String END_SESSIONS =
      "delete from `user_session` where `login_method_id` = ?";

  private final DatabaseRetry retry;
  private final JdbcClient lookups;
  private final JdbcClient changes;
  private final JdbcOperations transactional;
  private final Transactions transactions;
  private final List<ChangeRecorder> recorders;
  private final AccountChangeObserver observer;
  private final Consumer<SessionEnd> ended;
  private final Clock clock;

  /**
   * @param lookups connections that commit each statement by itself
   * @param changes connections that are in a transaction from their first statement on
   * @param recorders record each change in its transaction
   * @param observer is told of each change, after its commit
   * @param ended is told of sessions that a change has ended, after its commit
   */
  JdbcAccountStore(
      HikariDataSource lookups,
      HikariDataSource changes,
      List<ChangeRecorder> recorders,
      AccountChangeObserver observer,
      Consumer<SessionEnd> ended,
      Clock clock) {
    this.retry = new DatabaseRetry(lookups, changes);
    this.lookups = JdbcClient.create(lookups);
    this.changes = JdbcClient.create(changes);
    this.transactional = new JdbcTemplate(changes);
    this.transactions = new Transactions(changes);
    this.recorders = List.copyOf(recorders);
    this.observer = observer;
    this.ended = ended;
    this.clock = clock;
  }

  @Override
  public List<LinkedIdentity> identitiesOf(UserId user) {
    return retry.call(_ -> LoginMethodRow.linked(LoginMethodRow.of(lookups, user)));
  }

  @Override
  public List<User> named(String name, int atMost, @Nullable UserId after) {
    return retry.call(() ->
        lookups
            .sql(NAMED)
            .param(name)
            .param(after == null ? 0 : after.value())
            .param(atMost)
            .query((row, _) -> UserRows.user(row))
            .list());
  }

  @Override
  public Linking link(UserId user, ExternalIdentity identity) {
    // What the attempts of this call wrote, whose commits perhaps went through.
    List<LinkedIdentity> begun = new ArrayList<>();
    return retry.call(
        deadline -> link(user, identity, begun, deadline),
        deadline ->
            owner(user, identity, begun).orElseGet(() -> link(user, identity, begun, deadline)));
  }

  private Linking link(
      UserId user, ExternalIdentity identity, List<LinkedIdentity> begun, Deadline deadline) {
    try {
      return transactions.call(_ -> insertIfAbsent(user, identity, begun, deadline));
    } catch (DuplicateKeyException taken) {
      // Unlinked again since: one more attempt, as long as there is time.
      return owner(user, identity, begun).orElseGet(() -> link(user, identity, begun, deadline));
    }
  }

  private Linking insertIfAbsent(
      UserId user, ExternalIdentity identity, List<LinkedIdentity> begun, Deadline deadline) {
    if (!lockActive(user, deadline)) {
      return new Linking.UserInactive();
    }
    deadline.requireTimeForAStatement();
    List<LinkedIdentity> entries = LoginMethodRow.linked(LoginMethodRow.of(changes, user));
    Optional<LinkedIdentity> theirs =
        entries.stream().filter(entry -> entry.identity().equals(identity)).findFirst();
    if (theirs.isPresent()) {
      return theirs(theirs.get(), begun);
    }
    if (entries.size() >= MOST_LOGIN_METHODS) {
      return new Linking.TooMany();
    }
    // To the precision of the column: it must be the same when it is read back.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    KeyHolder key = new GeneratedKeyHolder();
    deadline.requireTimeForAStatement();
    changes
        .sql(INSERT)
        .param(user.value())
        .param(identity.method().code())
        .param(identity.identification())
        .param(Timestamps.stored(now))
        .update(key, "id");
    LoginMethodId id =
        new LoginMethodId(Objects.requireNonNull(key.getKey(), "generated id").longValue());
    record(new AccountChange(AccountChange.Kind.LINKED, now, user, identity.method()), deadline);
    LinkedIdentity entry = new LinkedIdentity(id, identity, now, null);
    begun.add(entry);
    return new Linking.Linked(entry);
  }

  /**
   * How the call ended, seen from the row that the identity leads to; empty if there is none. In a
   * transaction of its own, on a connection that goes where changes go: the snapshot of the one
   * that lost may be older than the row, and another server may not have the row yet.
   */
  private Optional<Linking> owner(
      UserId user, ExternalIdentity identity, List<LinkedIdentity> begun) {
    return transactions
        .call(_ -> LoginMethodRow.of(changes, identity))
        .map(row ->
            row.user().equals(user) ? theirs(row.entry(), begun) : new Linking.TakenByAnother());
  }

  /** Id and time tell one row from another: a server that crashes may give an id again. */
  private static Linking theirs(LinkedIdentity entry, List<LinkedIdentity> begun) {
    boolean ours =
        begun.stream()
            .anyMatch(each -> each.id().equals(entry.id()) && each.since().equals(entry.since()));
    return ours ? new Linking.Linked(entry) : new Linking.AlreadyTheirs(entry);
  }

  @Override
  public Unlinking unlink(
      UserId user, LoginMethodId id, SessionId current, Set<LoginMethod> usable) {
    // The row that the attempts of this call deleted, if the commit of one went through.
    List<Unlinking.Unlinked> begun = new ArrayList<>();
    return retry.call(
        deadline -> transactions.call(_ -> delete(user, id, current, usable, begun, deadline)));
  }

  private Unlinking delete(
      UserId user,
      LoginMethodId id,
      SessionId current,
      Set<LoginMethod> usable,
      List<Unlinking.Unlinked> begun,
      Deadline deadline) {
    if (!lockActive(user, deadline)) {
      return new Unlinking.UserInactive();
    }
    deadline.requireTimeForAStatement();
    List<LinkedIdentity> entries = LoginMethodRow.linked(LoginMethodRow.of(changes, user));
    Optional<LinkedIdentity> found =
        entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      return begun.isEmpty() ? new Unlinking.NotTheirs() : begun.getLast();
    }
    if (entries.stream()
        .filter(entry -> !entry.id().equals(id))
        .noneMatch(entry -> usable.contains(entry.identity().method()))) {
      return new Unlinking.LastOne();
    }
    deadline.requireTimeForAStatement();
    changes.sql(DELETE).param(id.value()).param(user.value()).update();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int ended = endSessions(user, id, current, now, deadline);
    record(
        new AccountChange(AccountChange.Kind.UNLINKED, now, user, found.get().identity().method()),
        deadline);
    Unlinking.Unlinked unlinked = new Unlinking.Unlinked(found.get(), ended);
    begun.add(unlinked);
    return unlinked;
  }

  @Override
  public boolean release(UserId user, ExternalIdentity identity, Instant unusedSince) {
    // What the attempts of this call deleted, whose commits perhaps went through.
    List<LinkedIdentity> begun = new ArrayList<>();
    return retry.call(
        deadline -> transactions.call(_ -> release(user, identity, unusedSince, begun, deadline)));
  }

  private Boolean release(
      UserId user,
      ExternalIdentity identity,
      Instant unusedSince,
      List<LinkedIdentity> begun,
      Deadline deadline) {
    if (!lockActive(user, deadline)) {
      return false;
    }
    deadline.requireTimeForAStatement();
    Optional<LinkedIdentity> found =
        LoginMethodRow.of(changes, identity)
            .filter(row -> row.user().equals(user))
            .map(LoginMethodRow::entry);
    if (found.isEmpty()) {
      return !begun.isEmpty();
    }
    LoginMethodId id = found.get().id();
    Instant last = Objects.requireNonNullElse(found.get().lastUsed(), found.get().since());
    if (last.isAfter(unusedSince)) {
      return false;
    }
    deadline.requireTimeForAStatement();
    changes.sql(DELETE).param(id.value()).param(user.value()).update();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    endSessions(user, id, now, deadline);
    record(
        new AccountChange(AccountChange.Kind.REASSIGNED, now, user, identity.method()), deadline);
    begun.add(found.get());
    return true;
  }

  @Override
  public void noteUse(UserId user, ExternalIdentity identity) {
    JdbcClient.StatementSpec note =
        lookups
            .sql(NOTE_USE)
            .param(Timestamps.stored(clock.instant()))
            .param(user.value())
            .param(identity.method().code())
            .param(identity.identification());
    retry.call(() -> note.update());
  }

  @Override
  public Closing close(UserId user, Instant closesAt, UserName nameLeft) {
    return retry.call(
        deadline -> transactions.call(_ -> schedule(user, closesAt, nameLeft, deadline)));
  }

  private Closing schedule(UserId user, Instant closesAt, UserName nameLeft, Deadline deadline) {
    Optional<Closure> found = lockClosure(user, deadline);
    if (found.isEmpty() || found.get().closed()) {
      return new Closing.UserInactive();
    }
    Instant scheduled = found.get().closesAt();
    if (scheduled != null) {
      return new Closing.AlreadyScheduled(scheduled);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    deadline.requireTimeForAStatement();
    changes.sql(SCHEDULE).param(Timestamps.stored(closesAt)).param(user.value()).update();
    endAllSessions(user, SessionEndReason.ACCOUNT_CLOSING, now, deadline);
    record(new AccountChange(AccountChange.Kind.CLOSING, now, user, null, closesAt), deadline);
    if (!closesAt.isAfter(now)) {
      erase(user, now, nameLeft, deadline);
    }
    return new Closing.Scheduled(closesAt);
  }

  @Override
  public boolean disable(UserId user) {
    return retry.call(deadline ->
        transactions.call(_ -> setDisabled(user, AccountChange.Kind.DISABLED, deadline)));
  }

  @Override
  public boolean enable(UserId user) {
    return retry.call(deadline ->
        transactions.call(_ -> setDisabled(user, AccountChange.Kind.ENABLED, deadline)));
  }

  private Boolean setDisabled(UserId user, AccountChange.Kind kind, Deadline deadline) {
    deadline.requireTimeForAStatement();
    Optional<Boolean> disabled =
        changes.sql(LOCK_DISABLED).param(user.value()).query(Boolean.class).optional();
    boolean disable = kind == AccountChange.Kind.DISABLED;
    if (disabled.isEmpty() || disabled.get() == disable) {
      return disabled.isPresent();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    deadline.requireTimeForAStatement();
    changes
        .sql(SET_DISABLED)
        .param(disable ? Timestamps.stored(now) : null)
        .param(user.value())
        .update();
    // When the user is enabled, too: a login that found the user before may have opened one since.
    endAllSessions(user, SessionEndReason.USER_DISABLED, now, deadline);
    record(new AccountChange(kind, now, user, null), deadline);
    return true;
  }

  @Override
  public Optional<User> reopen(UserId user) {
    // What the attempts of this call reopened, whose commits perhaps went through.
    List<UserId> begun = new ArrayList<>();
    boolean reopened =
        retry.call(deadline -> transactions.call(_ -> cancel(user, begun, deadline)));
    return reopened
        ? retry.call(() -> UserRows.find(lookups, user)).map(Account::user)
        : Optional.empty();
  }

  private Boolean cancel(UserId user, List<UserId> begun, Deadline deadline) {
    Optional<Closure> found = lockClosure(user, deadline);
    if (found.isEmpty() || found.get().closed()) {
      return false;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant closesAt = found.get().closesAt();
    if (closesAt == null) {
      return !begun.isEmpty();
    }
    if (!closesAt.isAfter(now)) {
      return false;
    }
    deadline.requireTimeForAStatement();
    changes.sql(SCHEDULE).param((Object) null).param(user.value()).update();
    record(new AccountChange(AccountChange.Kind.REOPENED, now, user, null), deadline);
    begun.add(user);
    return true;
  }

  @Override
  public int closeDue(Instant now, int atMost, UserName nameLeft) {
    List<UserId> due =
        retry.call(() ->
            lookups
                .sql(DUE)
                .param(Timestamps.stored(now))
                .param(atMost)
                .query((row, _) -> new UserId(row.getLong("id")))
                .list());
    for (UserId user : due) {
      retry.call(deadline -> transactions.call(_ -> closeIfDue(user, now, nameLeft, deadline)));
    }
    return due.size();
  }

  /** Looks again under the lock: another replica may have closed it, or the user cancelled. */
  private Boolean closeIfDue(UserId user, Instant now, UserName nameLeft, Deadline deadline) {
    Optional<Closure> found = lockClosure(user, deadline);
    Instant closesAt = found.map(Closure::closesAt).orElse(null);
    if (found.isEmpty() || found.get().closed() || closesAt == null || closesAt.isAfter(now)) {
      return false;
    }
    endAllSessions(user, SessionEndReason.ACCOUNT_CLOSING, now, deadline);
    erase(user, now, nameLeft, deadline);
    return true;
  }

  private void erase(UserId user, Instant now, UserName nameLeft, Deadline deadline) {
    deadline.requireTimeForAStatement();
    changes.sql(DELETE_ALL).param(user.value()).update();
    deadline.requireTimeForAStatement();
    changes
        .sql(ERASE)
        .param(nameLeft.value())
        .param(Timestamps.stored(now))
        .param(user.value())
        .update();
    record(new AccountChange(AccountChange.Kind.CLOSED, now, user, null), deadline);
  }

  private void endAllSessions(UserId user, SessionEndReason why, Instant now, Deadline deadline) {
    deadline.requireTimeForAStatement();
    int ended = changes.sql(END_ALL_SESSIONS).param(user.value()).update();
    recordEnds(user, ended, why, now, deadline);
  }

  /** The state of a closure, under the lock of the user. */
  private record Closure(@Nullable Instant closesAt, boolean closed) {}

  private Optional<Closure> lockClosure(UserId user, Deadline deadline) {
    deadline.requireTimeForAStatement();
    return changes
        .sql(LOCK_CLOSURE)
        .param(user.value())
        .query((row, _) -> {
          LocalDateTime at = row.getObject("closes_at", LocalDateTime.class);
          return new Closure(
              at == null ? null : at.toInstant(ZoneOffset.UTC), row.getBoolean("closed"));
        })
        .optional();
  }

  @Override
  public Optional<Account> change(UserId user, ProfileChange change) {
    String name = change.name() == null ? null : change.name().value();
    String now = Timestamps.stored(clock.instant());
    return switch (change.age()) {
      case ProfileChange.KeepAge() ->
          changed(user, lookups.sql(CHANGE_NAME).param(name).param(name).param(now));
      case ProfileChange.NewAge(Integer years) ->
          changed(
              user,
              lookups.sql(CHANGE_NAME_AND_AGE).param(years).param(name).param(name).param(now));
    };
  }

  /** The statement can be repeated: it sets what it sets. */
  private Optional<Account> changed(UserId user, JdbcClient.StatementSpec update) {
    JdbcClient.StatementSpec complete = update.param(user.value());
    return retry.call(() -> complete.update()) == 0
        ? Optional.empty()
        : retry.call(() -> UserRows.find(lookups, user));
  }

  @Override
  public Optional<LoginMethodId> openedBy(SessionId session) {
    return retry.call(() ->
        lookups
            .sql(OPENED_BY)
            .param(session.bytes())
            .query(Long.class)
            .optional()
            .map(LoginMethodId::new));
  }

  private int endSessions(
      UserId user, LoginMethodId id, SessionId current, Instant now, Deadline deadline) {
    deadline.requireTimeForAStatement();
    changes.sql(KEEP_SESSION).param(current.bytes()).param(id.value()).update();
    return endSessions(user, id, now, deadline);
  }

  private int endSessions(UserId user, LoginMethodId id, Instant now, Deadline deadline) {
    deadline.requireTimeForAStatement();
    int ended = changes.sql(END_SESSIONS).param(id.value()).update();
    recordEnds(user, ended, SessionEndReason.LOGIN_METHOD_UNLINKED, now, deadline);
    return ended;
  }

  private void recordEnds(
      UserId user, int sessions, SessionEndReason why, Instant now, Deadline deadline) {
    if (sessions > 0) {
      SessionEnd end = new SessionEnd(user, why, sessions, ChangeRecorder.places(recorders));
      for (ChangeRecorder recorder : recorders) {
        deadline.requireTimeForAStatement();
        recorder.record(transactional, now, end);
      }
      Transactions.afterCommit(() -> ended.accept(end));
    }
  }

  private boolean lockActive(UserId user, Deadline deadline) {
    deadline.requireTimeForAStatement();
    return changes
        .sql(LOCK_ACTIVE_USER)
        .param(user.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  private void record(AccountChange change, Deadline deadline) {
    for (ChangeRecorder recorder : recorders) {
      deadline.requireTimeForAStatement();
      recorder.record(transactional, change);
    }
    Transactions.afterCommit(() -> observer.changed(change, ChangeRecorder.places(recorders)));
    deadline.requireTimeForAStatement();
  }
}
