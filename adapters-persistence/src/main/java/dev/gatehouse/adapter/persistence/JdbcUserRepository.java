package dev.gatehouse.adapter.persistence;

import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Users in the tables {@code user} and {@code user_login_method}. That an identity leads to one
 * user rests on the unique key of the latter, on any number of replicas.
 */
final class JdbcUserRepository implements UserRepository {

  /** Of transactions that the database gave up to resolve a deadlock; a second one is rare. */
  private static final int ATTEMPTS = 5;

  private static final String FIND =
      """
      select u.`id`, u.`name`, u.`age`, u.`disabled_at`
        from `user_login_method` m join `user` u on u.`id` = m.`user_id`
       where m.`login_method` = ? and m.`identification` = ?
      """;

  private static final String FIND_ACCOUNT =
      """
      select u.`id`, u.`name`, u.`age`, u.`disabled_at`, m.`login_method`
        from `user` u left join `user_login_method` m on m.`user_id` = u.`id`
       where u.`id` = ?
       order by m.`id`
      """;

  private static final String INSERT_USER =
      "insert into `user` (`name`, `created_at`) values (?, ?)";

  private static final String INSERT_LOGIN_METHOD =
      """
      insert into `user_login_method` (`user_id`, `login_method`, `identification`, `created_at`)
      values (?, ?, ?, ?)
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JdbcUserRepository(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Optional<User> findByIdentity(ExternalIdentity identity) {
    return reachingStore(() -> find(identity));
  }

  @Override
  public Optional<Account> findAccount(UserId id) {
    return reachingStore(() -> {
      List<Account> rows =
          jdbc.sql(FIND_ACCOUNT).param(id.value()).query(JdbcUserRepository::toAccount).list();
      return rows.stream()
          .findFirst()
          .map(row ->
              new Account(
                  row.user(),
                  rows.stream().flatMap(each -> each.loginMethods().stream()).toList()));
    });
  }

  @Override
  public Registration registerIfAbsent(NewUser user, ExternalIdentity identity) {
    return reachingStore(() -> {
      try {
        return new Registration.Created(insert(user, identity));
      } catch (DuplicateKeyException lost) {
        // A new read, outside the lost transaction, whose snapshot may be older than the row.
        return new Registration.AlreadyThere(
            find(identity)
                .orElseThrow(
                    () -> new IllegalStateException("an identity is taken but leads to nobody")));
      }
    });
  }

  private Optional<User> find(ExternalIdentity identity) {
    return jdbc.sql(FIND)
        .param(identity.method().code())
        .param(identity.identification())
        .query(JdbcUserRepository::toUser)
        .optional();
  }

  private User insert(NewUser user, ExternalIdentity identity) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(
            transaction.execute(status -> insertBoth(user, identity)), "inserted user");
      } catch (PessimisticLockingFailureException deadlock) {
        if (attempt == ATTEMPTS) {
          throw deadlock;
        }
      }
    }
  }

  private User insertBoth(NewUser user, ExternalIdentity identity) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.sql(INSERT_USER).param(user.name().value()).param(now).update(key, "id");
    UserId id = new UserId(Objects.requireNonNull(key.getKey(), "generated id").longValue());
    jdbc.sql(INSERT_LOGIN_METHOD)
        .param(id.value())
        .param(identity.method().code())
        .param(identity.identification())
        .param(now)
        .update();
    return User.registered(id, user);
  }

  private static User toUser(ResultSet row, int number) throws SQLException {
    return User.restored(
        new UserId(row.getLong("id")),
        row.getString("name"),
        row.getObject("age", Integer.class),
        row.getObject("disabled_at", LocalDateTime.class) != null);
  }

  /** One row of an account: at most one login method. A code that none could have is left out. */
  private static Account toAccount(ResultSet row, int number) throws SQLException {
    return new Account(
        toUser(row, number),
        Stream.ofNullable(row.getString("login_method"))
            .flatMap(code -> LoginMethod.parse(code).stream())
            .toList());
  }

  /**
   * Tells an outage from a defect of ours: a statement that the database understood and refuses (a
   * missing table, a broken constraint) is the latter. Everything else, unknown errors included,
   * means that the store did not do its work.
   */
  static <R> R reachingStore(Supplier<R> work) {
    try {
      return work.get();
    } catch (InvalidDataAccessResourceUsageException | InvalidDataAccessApiUsageException defect) {
      throw defect;
    } catch (DataIntegrityViolationException defect) {
      // Not kept as a cause: the database quotes the values, an identity among them (SEC-21).
      throw new IllegalStateException(
          "the database refuses a row: " + defect.getClass().getSimpleName());
    } catch (DataAccessException | TransactionException e) {
      throw new StorageUnavailableException("the database cannot be reached or will not commit", e);
    }
  }
}
