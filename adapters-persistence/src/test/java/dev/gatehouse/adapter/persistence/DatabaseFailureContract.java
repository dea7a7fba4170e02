package dev.gatehouse.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real server behind a network and a fate of our making: what a login gets when a connection is
 * lost at the worst moment, or the server is away, silent or unwilling (SEC-15).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseFailureContract {

  /** Where the promise is three seconds; the rest is for a machine that is busy. */
  private static final Duration IN_TIME = Duration.ofSeconds(3);

  private MySqlDatabase database;
  private MySqlProxy proxy;
  private Replica replica;
  private UserRepository users;
  private JdbcClient direct;

  /** An empty database on the server to test with. */
  abstract MySqlDatabase create() throws SQLException;

  @BeforeAll
  void open() throws Exception {
    database = create();
    proxy = MySqlProxy.before(database.url());
    DatabaseProperties.Complete through =
        new DatabaseProperties.Complete(proxy.url(), database.username(), database.password());
    new SchemaMigration(through).run();
    replica = Replica.on(through);
    users = replica.repository();
    direct =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
  }

  @AfterAll
  void close() throws Exception {
    replica.close();
    proxy.close();
    database.close();
  }

  @BeforeEach
  void begin() {
    await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> answers());
    proxy.forget();
  }

  @AfterEach
  void heal() throws IOException {
    proxy.heal();
  }

  @Test
  void a_returning_user_is_one_round_trip() {
    ExternalIdentity identity = somebody();
    register(identity);
    awaitFullPools();

    users.findByIdentity(identity);

    assertThat(proxy.commands()).singleElement().asString().contains("select");
  }

  /** One of them for the event, which is there only if somebody wants to be told of it. */
  @Test
  void a_new_user_is_six_round_trips() {
    ExternalIdentity identity = somebody();
    awaitFullPools();

    users.findByIdentity(identity);
    register(identity);

    List<String> commands = proxy.commands();
    assertThat(commands).hasSize(6);
    assertThat(commands.get(0)).contains("select");
    assertThat(commands.get(1)).contains("insert into `user`");
    assertThat(commands.get(2)).contains("insert into `user_login_method`");
    assertThat(commands.get(3)).contains("insert into `audit_log`");
    assertThat(commands.get(4)).contains("insert into `outbox_event`");
    assertThat(commands.get(5)).containsIgnoringCase("commit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST_BEFORE", "LOST_AFTER", "SWALLOWED", "UNANSWERED"})
  void a_lookup_whose_connection_is_lost_is_made_again(Fault.Simple fault) {
    ExternalIdentity identity = somebody();
    Registration registration = register(identity);
    proxy.failNext("select u.`id`", fault);

    assertThat(users.findByIdentity(identity)).contains(registration.user());
  }

  @ParameterizedTest
  @CsvSource({
    "insert into `user` , LOST_BEFORE",
    "insert into `user` , LOST_AFTER",
    "insert into `user` , SWALLOWED",
    "insert into `user` , UNANSWERED",
    "insert into `user_login_method`, LOST_BEFORE",
    "insert into `user_login_method`, LOST_AFTER",
    "insert into `user_login_method`, SWALLOWED",
    "insert into `audit_log`, LOST_BEFORE",
    "insert into `audit_log`, LOST_AFTER",
    "insert into `audit_log`, UNANSWERED",
    "insert into `outbox_event`, LOST_AFTER",
    "commit, LOST_BEFORE",
    "commit, LOST_AFTER",
    "commit, SWALLOWED",
    "commit, UNANSWERED",
  })
  void a_registration_survives_the_loss_of_its_connection(String command, Fault.Simple fault) {
    ExternalIdentity identity = somebody();
    proxy.failNext(command, fault);

    Registration registration = register(identity);

    assertThat(registration).isInstanceOf(Registration.Created.class);
    assertOneUser(identity, registration);
  }

  @Test
  void who_loses_a_commit_and_then_the_race_gets_the_winner() {
    ExternalIdentity identity = somebody();
    List<Registration> winner = new ArrayList<>();
    proxy.failNext("commit", Fault.LOST_BEFORE);
    proxy.failNext("insert into `user` ", Fault.LOST_AFTER);
    proxy.beforeNext("insert into `user` ", () -> winner.add(registerElsewhere(identity)));

    Registration registration = register(identity);

    assertThat(winner).hasSize(1).first().isInstanceOf(Registration.Created.class);
    assertThat(registration).isEqualTo(new Registration.AlreadyThere(winner.get(0).user()));
    assertOneUser(identity, registration);
  }

  /** More than there are connections, and a database that takes its time over the first. */
  @Test
  void who_waits_behind_the_first_registration_gets_its_user() throws Exception {
    ExternalIdentity identity = somebody();
    proxy.beforeNext("commit", () -> await().pollDelay(Duration.ofMillis(600)).until(() -> true));
    List<Registration> registrations = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Registration>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(threads.submit(() -> register(identity)));
      }
      for (Future<Registration> call : calls) {
        registrations.add(call.get());
      }
    }

    assertThat(registrations).filteredOn(Registration.Created.class::isInstance).hasSize(1);
    assertThat(registrations)
        .extracting(Registration::user)
        .containsOnly(registrations.get(0).user());
    assertOneUser(identity, registrations.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "1213, 40001",
    "1205, HY000",
    "3101, HY000",
    "1180, HY000",
    "1020, HY000",
    "1290, HY000",
    "1836, HY000",
    "3100, HY000",
    "1053, 08S01",
  })
  void what_passes_is_tried_again(int code, String state) {
    for (String command :
        List.of("insert into `user_login_method`", "insert into `audit_log`", "commit")) {
      ExternalIdentity identity = somebody();
      proxy.failNext(command, new Fault.Refused(code, state));

      Registration registration = register(identity);

      assertThat(registration).isInstanceOf(Registration.Created.class);
      assertOneUser(identity, registration);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "read-only, 1290, HY000",
    "disk full, 1021, HY000",
    "table full, 1114, HY000",
    "deadlocks for ever, 1213, 40001",
    "locks for ever, 1205, HY000",
  })
  void a_server_that_takes_no_rows_is_unavailable_in_time(String why, int code, String state)
      throws IOException {
    ExternalIdentity identity = somebody();
    long before = count("user");
    proxy.failAll("insert into `user_login_method`", new Fault.Refused(code, state));

    assertUnavailableInTime(() -> register(identity));
    proxy.heal();

    assertThat(count("user")).isEqualTo(before);
    assertOneUser(identity, register(identity));
  }

  @Test
  void a_server_that_is_silent_is_unavailable_in_time_and_back_within_five_seconds()
      throws IOException {
    proxy.fallSilent();

    assertUnavailableInTime(() -> users.findByIdentity(somebody()));
    assertUnavailableInTime(() -> register(somebody()));
    assertUnavailableInTime(() -> users.findByIdentity(somebody()));

    assertBackInTime();
  }

  @Test
  void a_server_that_is_silent_from_the_commit_on_is_unavailable_in_time() {
    ExternalIdentity identity = somebody();
    proxy.failAll("", Fault.UNANSWERED);

    assertUnavailableInTime(() -> register(identity));
  }

  @Test
  void a_server_that_is_down_is_unavailable_in_time_and_back_within_five_seconds()
      throws Exception {
    proxy.goDown();
    long down = System.nanoTime();

    assertUnavailableInTime(() -> users.findByIdentity(somebody()));
    assertUnavailableInTime(() -> register(somebody()));
    // A pool left to itself would try at 5.1 seconds for the last time before 10.1.
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> System.nanoTime() - down > Duration.ofMillis(5_600).toNanos());

    proxy.heal();
    await().atMost(Duration.ofSeconds(3)).until(() -> answers());
  }

  @Test
  void a_server_with_too_many_connections_is_unavailable_in_time() throws IOException {
    proxy.refuseConnections(1040, "08004");
    proxy.cutAll();

    assertUnavailableInTime(() -> users.findByIdentity(somebody()));
    assertUnavailableInTime(() -> register(somebody()));

    assertBackInTime();
  }

  @Test
  void a_restart_between_two_logins_is_not_noticed() {
    ExternalIdentity identity = somebody();
    Registration registration = register(identity);
    proxy.cutAll();

    assertThat(users.findByIdentity(identity)).contains(registration.user());
    proxy.cutAll();
    assertThat(register(somebody())).isInstanceOf(Registration.Created.class);
  }

  /** What a pool says while it opens connections is not said for a login. */
  private void awaitFullPools() {
    for (HikariDataSource pool : List.of(replica.lookups(), replica.registrations())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> pool.getHikariPoolMXBean().getIdleConnections() == pool.getMaximumPoolSize());
    }
    proxy.forget();
  }

  private void assertUnavailableInTime(Runnable call) {
    long begin = System.nanoTime();
    assertThatThrownBy(call::run).isInstanceOf(StorageUnavailableException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_TIME);
  }

  private void assertBackInTime() throws IOException {
    proxy.heal();
    await().atMost(Duration.ofSeconds(5)).until(() -> answers());
  }

  private boolean answers() {
    try {
      users.findByIdentity(somebody());
      return register(somebody()) instanceof Registration.Created;
    } catch (StorageUnavailableException e) {
      return false;
    }
  }

  private void assertOneUser(ExternalIdentity identity, Registration registration) {
    assertThat(users.findByIdentity(identity)).contains(registration.user());
    assertThat(
            direct
                .sql("select `user_id` from `user_login_method` where `identification` = ?")
                .param(identity.identification())
                .query(Long.class)
                .list())
        .containsExactly(registration.user().id().value());
    assertThat(count("user")).isEqualTo(count("user_login_method"));
    assertOneAuditRecord(registration);
  }

  /** SEC-31: of each registration that there is one record and one event, and of no other. */
  private void assertOneAuditRecord(Registration registration) {
    assertThat(
            direct
                .sql("select `event` from `audit_log` where `user_id` = ?")
                .param(registration.user().id().value())
                .query(String.class)
                .list())
        .containsExactly("registration");
    assertThat(count("audit_log")).isEqualTo(count("user"));
    assertThat(count("outbox_event")).isEqualTo(count("user"));
  }

  private long count(String table) {
    return direct.sql("select count(*) from `" + table + "`").query(Long.class).single();
  }

  private Registration register(ExternalIdentity identity) {
    return users.registerIfAbsent(new NewUser(new UserName("小明🙂")), identity);
  }

  private Registration registerElsewhere(ExternalIdentity identity) {
    try (Replica other =
        Replica.on(
            new DatabaseProperties.Complete(
                database.url(), database.username(), database.password()))) {
      return other.repository().registerIfAbsent(new NewUser(new UserName("other")), identity);
    }
  }

  private static ExternalIdentity somebody() {
    return new ExternalIdentity(new LoginMethod("WX"), UUID.randomUUID().toString());
  }
}
