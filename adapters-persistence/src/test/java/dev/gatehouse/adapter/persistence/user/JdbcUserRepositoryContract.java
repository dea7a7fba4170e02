package dev.gatehouse.adapter.persistence.user;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.schema.SchemaMigration;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.UserRepositoryContract;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the JDBC adapter promises besides the port's contract, on every database it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcUserRepositoryContract extends UserRepositoryContract implements OnDatabase {

  private static final LocalDateTime NOW =
      LocalDateTime.ofInstant(Replica.NOW, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);

  private TestDatabase database;
  private Replica replica;
  private Replica otherReplica;
  private final List<Replica> others = new ArrayList<>();
  private JdbcClient jdbc;

  @BeforeAll
  void create() throws SQLException {
    database = createDatabase().migrated();
  }

  @AfterAll
  void drop() throws SQLException {
    database.close();
  }

  @BeforeEach
  void open() {
    replica = Replica.on(database());
    otherReplica = Replica.on(database());
    jdbc = replica.jdbc();
  }

  @AfterEach
  void close() {
    replica.close();
    otherReplica.close();
    others.forEach(Replica::close);
    others.clear();
  }

  @Override
  protected UserRepository repository() {
    return replica.repository();
  }

  @Override
  protected UserRepository unreachableRepository() {
    Replica unreachable = Replica.on(database.nowhere());
    others.add(unreachable);
    return unreachable.repository();
  }

  @Override
  protected void disable(UserId id) {
    jdbc.sql("update `user` set `disabled_at` = `created_at` where `id` = ?")
        .param(id.value())
        .update();
  }

  @Override
  protected void nameChosen(UserId id) {
    jdbc.sql("update `user` set `name_chosen_at` = `created_at` where `id` = ?")
        .param(id.value())
        .update();
  }

  /** SEC-11. */
  @Test
  void identities_that_share_a_statement_lead_to_their_own_users() {
    ExternalIdentity one = newIdentity();
    ExternalIdentity two =
        new ExternalIdentity(one.method(), one.identification().toUpperCase(ROOT));
    ExternalIdentity blank = new ExternalIdentity(one.method(), one.identification() + " ");
    ExternalIdentity unknown = newIdentity();
    User first = register(one).user();
    User second = register(two).user();

    JdbcUserRepository repository = (JdbcUserRepository) repository();
    Map<ExternalIdentity, Optional<JdbcUserRepository.Row>> rows =
        repository.new Lookups().together(List.of(one, unknown, two, one, blank));

    Map<ExternalIdentity, Optional<User>> found =
        rows.entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey, each -> each.getValue().map(JdbcUserRepository.Row::user)));
    assertThat(found)
        .containsOnly(
            entry(one, Optional.of(first)),
            entry(two, Optional.of(second)),
            entry(blank, Optional.empty()),
            entry(unknown, Optional.empty()));
  }

  @Test
  void an_account_lists_every_way_to_log_in_and_leaves_out_what_could_be_none() {
    User user = register(newIdentity()).user();
    for (String code : List.of("P", "no code")) {
      jdbc.sql(
              "insert into `user_login_method`"
                  + " (`user_id`, `login_method`, `identification`, `created_at`)"
                  + " select `id`, ?, `id`, `created_at` from `user` where `id` = ?")
          .param(code)
          .param(user.id().value())
          .update();
    }

    assertThat(repository().findAccount(user.id()))
        .map(Account::loginMethods)
        .contains(List.of(new LoginMethod("WX"), new LoginMethod("P")));
  }

  @Test
  void a_user_without_any_way_to_log_in_is_a_user_and_an_account_all_the_same() {
    User user = register(newIdentity()).user();
    jdbc.sql("delete from `user_login_method` where `user_id` = ?")
        .param(user.id().value())
        .update();

    assertThat(repository().find(user.id())).contains(user);
    assertThat(repository().findAccount(user.id())).contains(new Account(user, List.of()));
  }

  @Test
  void a_registration_is_one_row_in_each_table() {
    ExternalIdentity identity = newIdentity();

    long id = register(identity).user().id().value();
    register(identity);

    Map<String, @Nullable Object> user =
        jdbc.sql("select * from `user` where `id` = ?").param(id).query().singleRow();
    Map<String, @Nullable Object> method =
        jdbc.sql("select * from `user_login_method` where `identification` = ?")
            .param(identity.identification())
            .query()
            .singleRow();
    assertThat(user).containsEntry("name", "小明🙂").containsEntry("age", null);
    assertThat(method)
        .containsEntry("user_id", id)
        .containsEntry("login_method", "WX")
        .containsEntry("access_code", null);
    assertThat(createdAt("user")).contains(NOW);
    assertThat(createdAt("user_login_method")).contains(NOW);
  }

  /** A login costs no more statements than before. */
  @Test
  void the_last_use_of_a_login_method_is_noted_in_the_background_at_most_once_an_hour() {
    ExternalIdentity identity = newIdentity();
    LastUses lastUses = new LastUses(replica.lookups());
    replica.repository(Replica.NOW, lastUses).registerIfAbsent(newUser(), identity);
    assertThat(lastUsed(identity)).isEqualTo(NOW);
    Instant withinTheHour = Replica.NOW.plus(LastUses.PRECISION).minusMillis(1);
    Instant later = Replica.NOW.plus(LastUses.PRECISION);

    use(identity, withinTheHour);
    assertThat(lastUsed(identity)).isEqualTo(NOW);
    use(identity, later);

    assertThat(lastUsed(identity)).isEqualTo(NOW.plus(LastUses.PRECISION));
  }

  /** Logs a person in; what is noted is written when this returns. */
  private void use(ExternalIdentity identity, Instant now) {
    LastUses lastUses = new LastUses(replica.lookups());
    lastUses.writer().start();
    assertThat(replica.repository(now, lastUses).findForLogin(identity, Instant.EPOCH)).isPresent();
    lastUses.writer().stop();
  }

  private LocalDateTime lastUsed(ExternalIdentity identity) {
    return jdbc.sql("select `last_used_at` from `user_login_method` where `identification` = ?")
        .param(identity.identification())
        .query(LocalDateTime.class)
        .single();
  }

  @Test
  void a_user_of_known_age_is_restored_with_it() {
    ExternalIdentity identity = newIdentity();
    User user = register(identity).user();
    jdbc.sql("update `user` set `age` = 30 where `id` = ?").param(user.id().value()).update();

    assertThat(repository().findByIdentity(identity))
        .contains(User.restored(user.id(), user.name(), 30, false));
  }

  @Test
  void a_registration_that_fails_in_the_middle_leaves_nothing() {
    long before = count("user");
    jdbc.sql("alter table `user_login_method` rename to `hidden`").update();
    try {
      assertThatThrownBy(() -> register(newIdentity())).isInstanceOf(BadSqlGrammarException.class);
    } finally {
      jdbc.sql("alter table `hidden` rename to `user_login_method`").update();
    }

    assertThat(count("user")).isEqualTo(before);
  }

  /** SEC-21: the database itself quotes the identity when it refuses it. */
  @Test
  void an_identity_without_a_user_is_a_defect_and_not_quoted() {
    ExternalIdentity identity = newIdentity();
    long orphan = register(identity).user().id().value();
    jdbc.sql("alter table `user_login_method` drop constraint `user_login_method_user`").update();
    try {
      jdbc.sql("delete from `user` where `id` = ?").param(orphan).update();

      assertThatThrownBy(() -> register(identity))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("an identity is taken but refers to no user")
          .hasNoCause();
    } finally {
      jdbc.sql("delete from `user_login_method` where `user_id` = ?").param(orphan).update();
      jdbc.sql(
              "alter table `user_login_method` add constraint `user_login_method_user`"
                  + " foreign key (`user_id`) references `user` (`id`)")
          .update();
    }
  }

  /** SEC-15. */
  @Test
  void simultaneous_first_registrations_on_two_replicas_leave_one_user() throws Exception {
    ExternalIdentity identity = newIdentity();
    long usersBefore = count("user");
    long methodsBefore = count("user_login_method");
    CountDownLatch start = new CountDownLatch(1);

    List<Registration> registrations = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Registration>> calls = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        UserRepository users = (i % 2 == 0 ? replica : otherReplica).repository();
        calls.add(
            threads.submit(() -> {
              start.await();
              return users.registerIfAbsent(newUser(), identity);
            }));
      }
      start.countDown();
      for (Future<Registration> call : calls) {
        registrations.add(call.get());
      }
    }

    assertThat(registrations).filteredOn(Registration.Registered.class::isInstance).hasSize(1);
    assertThat(registrations)
        .extracting(each -> each.user().id())
        .hasSize(100)
        .containsOnly(registrations.getFirst().user().id());
    assertThat(count("user")).isEqualTo(usersBefore + 1);
    assertThat(count("user_login_method")).isEqualTo(methodsBefore + 1);
  }

  @Test
  void a_pool_that_is_closed_is_an_outage() {
    replica.close();

    assertThatThrownBy(() -> repository().findByIdentity(newIdentity()))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> register(newIdentity()))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void a_second_migration_changes_nothing() {
    ExternalIdentity identity = newIdentity();
    User user = register(identity).user();

    new SchemaMigration(database()).run();

    assertThat(repository().findByIdentity(identity)).contains(user);
  }

  /** The database, migrated. */
  DatabaseProperties.Complete database() {
    return database.settings();
  }

  private Registration register(ExternalIdentity identity) {
    return repository().registerIfAbsent(newUser(), identity);
  }

  private static NewUser newUser() {
    return new NewUser(new UserName("小明🙂"));
  }

  private static ExternalIdentity newIdentity() {
    return new ExternalIdentity(new LoginMethod("WX"), UUID.randomUUID().toString());
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from `" + table + "`").query(Long.class).single();
  }

  private List<@Nullable LocalDateTime> createdAt(String table) {
    return jdbc.sql("select distinct `created_at` from `" + table + "`")
        .query(LocalDateTime.class)
        .list();
  }
}
