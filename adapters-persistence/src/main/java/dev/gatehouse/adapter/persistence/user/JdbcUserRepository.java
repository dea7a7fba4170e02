package dev.gatehouse.adapter.persistence.user;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.jdbc.ChangeRecorder;
import dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry;
import dev.gatehouse.adapter.persistence.jdbc.Deadline;
import dev.gatehouse.adapter.persistence.jdbc.GroupedStatements;
import dev.gatehouse.adapter.persistence.jdbc.Timestamps;
import dev.gatehouse.adapter.persistence.jdbc.Transactions;
import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.KnownUser;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Users in the tables {@code user} and {@code user_login_method}. The unique key of the latter
 * makes an identity belong to one user, on any number of replicas.
 */
final class JdbcUserRepository implements UserRepository {

  private static final String SELECT =
      """
      select u.`id`, u.`name`, u.`age`, u.`disabled_at`, u.`closes_at`, m.`created_at`,
             m.`id` as `login_method_id`, m.`last_used_at`, m.`login_method`, m.`identification`
        from `user_login_method` m join `user` u on u.`id` = m.`user_id`
       where
      """;

  private static final String OF_IDENTITY = "(m.`login_method` = ? and m.`identification` = ?)";

  static final String FIND = SELECT + OF_IDENTITY;

  private static final String FIND_BY_ID =
      "select `id`, `name`, `age`, `disabled_at`, `closes_at` from `user` where `id` = ?";

  private static final String INSERT_USER =
      "insert into `user` (`name`, `created_at`) values (?, ?)";

  private static final String INSERT_LOGIN_METHOD =
      """
      insert into `user_login_method` (`user_id`, `login_method`, `identification`, `created_at`,
                                       `last_used_at`)
      values (?, ?, ?, ?, ?)
      """;

  private static final String REPLACE_NAME =
      """
      update `user` set `name` = ? where `id` = ? and `name` = ? and `name_chosen_at` is null
      """;

  private final DatabaseRetry retry;
  private final JdbcClient lookups;
  private final JdbcClient registrations;
  private final JdbcOperations transactional;
  private final Transactions transactions;
  private final List<ChangeRecorder> recorders;
  private final Set<RecordedIn> recordedIn;
  private final LastUses lastUses;
  private final GroupedStatements<ExternalIdentity, Optional<Row>> byIdentity;
  private final Clock clock;

  /**
   * @param lookups connections that commit each statement by itself
   * @param registrations connections without autocommit
   * @param recorders record a registration in its transaction
   */
  JdbcUserRepository(
      HikariDataSource lookups,
      HikariDataSource registrations,
      List<ChangeRecorder> recorders,
      LastUses lastUses,
      Clock clock) {
    this.retry = new DatabaseRetry(lookups, registrations);
    this.lookups = JdbcClient.create(lookups);
    this.registrations = JdbcClient.create(registrations);
    this.transactional = new JdbcTemplate(registrations);
    this.recorders = List.copyOf(recorders);
    this.recordedIn = ChangeRecorder.places(recorders);
    this.lastUses = lastUses;
    this.transactions = new Transactions(registrations);
    this.clock = clock;
    this.byIdentity = new GroupedStatements<>(retry, new Lookups());
  }

  @Override
  public void requireReachable() {
    retry.requireReachable();
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return byIdentity.call(identity).map(Row::user);
  }

  @Override
  public Optional<KnownUser> findForLogin(ExternalIdentity identity, Instant usedSince) {
    Optional<Row> found = byIdentity.call(identity);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Row row = found.get();
    boolean dormant = Objects.requireNonNullElse(row.lastUsed(), row.since()).isBefore(usedSince);
    if (!dormant) {
      lastUses.note(row.loginMethod(), row.lastUsed(), clock.instant());
    }
    return Optional.of(new KnownUser(row.user(), dormant));
  }

  @Override
  public Optional<User> find(UserId id) {
    return retry.call(() ->
        lookups
            .sql(FIND_BY_ID)
            .param(id.value())
            .query((row, number) -> UserRows.user(row))
            .optional());
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    return retry.call(() -> UserRows.find(lookups, id));
  }

  @Override
  public Registration registerIfAbsent(NewUser user, ExternalIdentity identity) {
    CommitOutcomes commits = new CommitOutcomes(recordedIn);
    // A later attempt looks first: an earlier commit may have succeeded, or another call may have
    // registered the identity. A row found on any server is valid. A missing row proves nothing;
    // the unique key decides.
    return retry.call(
        deadline -> register(user, identity, commits, deadline),
        deadline ->
            find(lookups, identity)
                .map(commits::judge)
                .orElseGet(() -> register(user, identity, commits, deadline)));
  }

  @Override
  public Optional<User> replaceUnchosenName(User user, UserName name) {
    int replaced =
        retry.call(() ->
            lookups
                .sql(REPLACE_NAME)
                .param(name.value())
                .param(user.id().value())
                .param(user.name())
                .update());
    return replaced == 0 ? Optional.empty() : Optional.of(user.named(name));
  }

  private Registration register(
      NewUser user, ExternalIdentity identity, CommitOutcomes commits, Deadline deadline) {
    try {
      Row inserted = transactions.call(_ -> insertAll(user, identity, commits, deadline));
      return new Registration.Registered(inserted.user(), recordedIn);
    } catch (DuplicateKeyException lost) {
      return commits.judge(
          findAnew(identity)
              .orElseThrow(
                  () -> new IllegalStateException("an identity is taken but refers to no user")));
    }
  }

  private Row insertAll(
      NewUser user, ExternalIdentity identity, CommitOutcomes commits, Deadline deadline) {
    // In the precision of the column, so that it is equal when it is read back.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    KeyHolder key = new GeneratedKeyHolder();
    deadline.requireTimeForAStatement();
    registrations
        .sql(INSERT_USER)
        .param(user.name().value())
        .param(Timestamps.stored(now))
        .update(key, "id");
    UserId id = new UserId(Objects.requireNonNull(key.getKey(), "generated id").longValue());
    deadline.requireTimeForAStatement();
    registrations
        .sql(INSERT_LOGIN_METHOD)
        .param(id.value())
        .param(identity.method().code())
        .param(identity.identification())
        .param(Timestamps.stored(now))
        .param(Timestamps.stored(now))
        .update();
    AccountChange change =
        new AccountChange(AccountChange.Kind.REGISTERED, now, id, identity.method());
    for (ChangeRecorder recorder : recorders) {
      deadline.requireTimeForAStatement();
      recorder.record(transactional, change);
    }
    deadline.requireTimeForAStatement();
    Row row = new Row(User.registered(id, user), now, 0, now);
    commits.begin(row);
    return row;
  }

  /**
   * Reads in a new transaction, because the snapshot of the failed one may be older than the row,
   * and from the server that takes registrations, because another may not have the row yet.
   */
  private Optional<Row> findAnew(ExternalIdentity identity) {
    return transactions.call(_ -> find(registrations, identity));
  }

  private static Optional<Row> find(JdbcClient jdbc, ExternalIdentity identity) {
    return jdbc.sql(FIND)
        .param(identity.method().code())
        .param(identity.identification())
        .query(JdbcUserRepository::toRow)
        .optional();
  }

  static String findSeveral(int identities) {
    return SELECT + String.join(" or ", Collections.nCopies(identities, OF_IDENTITY));
  }

  /** Identities that are looked up at the same time share a statement. */
  final class Lookups implements GroupedStatements.Statements<ExternalIdentity, Optional<Row>> {

    @Override
    public Map<ExternalIdentity, Optional<Row>> together(List<ExternalIdentity> identities) {
      Map<ExternalIdentity, Optional<Row>> rows = new HashMap<>();
      identities.forEach(identity -> rows.put(identity, Optional.empty()));
      List<ExternalIdentity> asked = GroupedStatements.padded(rows.keySet());
      lookups
          .sql(findSeveral(asked.size()))
          .params(
              asked.stream()
                  .flatMap(each -> Stream.of(each.method().code(), each.identification()))
                  .toList())
          .query(row -> {
            rows.put(
                new ExternalIdentity(
                    LoginMethod.parse(row.getString("login_method")).orElseThrow(),
                    row.getString("identification")),
                Optional.of(toRow(row, 0)));
          });
      return rows;
    }

    @Override
    public Optional<Row> alone(ExternalIdentity identity) {
      return find(lookups, identity);
    }
  }

  private static Row toRow(ResultSet row, int number) throws SQLException {
    LocalDateTime used = row.getObject("last_used_at", LocalDateTime.class);
    return new Row(
        UserRows.user(row),
        Timestamps.read(row, "created_at"),
        row.getLong("login_method_id"),
        used == null ? null : used.toInstant(ZoneOffset.UTC));
  }

  /**
   * A user and when its identity was stored. Both identify a registration; the id alone does not,
   * because a server that crashes may assign the id of a lost transaction again.
   *
   * @param loginMethod the id of the login method; 0 if it was inserted by this call
   */
  record Row(User user, Instant since, long loginMethod, @Nullable Instant lastUsed) {

    boolean isOf(Row other) {
      return user.id().equals(other.user.id()) && since.equals(other.since);
    }
  }
}
