package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.schema.SchemaMigration;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real server behind a network and a fate of our making. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseFailureTestBase implements OnDatabase {

  /** A call has 2.9 seconds, and begins no attempt with less than 1.5 left. */
  private static final Duration TIME_FOR_A_SECOND_ATTEMPT = Duration.ofMillis(1_400);

  private static final int MOST_RUNS = 10;

  private TestDatabase database;
  private JdbcClient direct;
  Replica replica;
  UserRepository users;

  /** Between {@link #users} and the server. */
  MySqlProxy proxy;

  @BeforeAll
  void open() throws Exception {
    database = createDatabase();
    proxy = MySqlProxy.before(database.settings().url());
    DatabaseProperties.Complete through =
        new DatabaseProperties.Complete(
            proxy.url(), database.settings().username(), database.settings().password());
    new SchemaMigration(through).run();
    replica = Replica.on(through);
    users = replica.repository();
    direct = JdbcClient.create(new DriverManagerDataSource(database.settings().url()));
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

  /**
   * Runs a case in which a call loses its connection. On a crowded machine the first attempt may
   * leave no time for a second one, and the call is refused. The case is then run again.
   */
  void onAMachineWithTime(Runnable test) {
    for (int runs = 1; ; runs++) {
      long begin = System.nanoTime();
      try {
        test.run();
        return;
      } catch (StorageUnavailableException e) {
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
            .as("time taken; refused, although there was time: %s", e)
            .isGreaterThan(TIME_FOR_A_SECOND_ATTEMPT);
        assertThat(runs).as("runs").isLessThan(MOST_RUNS);
        begin();
      }
    }
  }

  /** Whether a user can be looked up and a new one registered. */
  boolean answers() {
    try {
      users.findByIdentity(newIdentity());
      return register(newIdentity()) instanceof Registration.Registered;
    } catch (StorageUnavailableException e) {
      return false;
    }
  }

  void assertOneUser(ExternalIdentity identity, Registration registration) {
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

  long count(String table) {
    return direct.sql("select count(*) from `" + table + "`").query(Long.class).single();
  }

  Registration register(ExternalIdentity identity) {
    return users.registerIfAbsent(new NewUser(new UserName("小明🙂")), identity);
  }

  /** The same on another replica, which has no proxy before the server. */
  Registration registerElsewhere(ExternalIdentity identity) {
    try (Replica other = Replica.on(database.settings())) {
      return other.repository().registerIfAbsent(new NewUser(new UserName("other")), identity);
    }
  }

  static ExternalIdentity newIdentity() {
    return new ExternalIdentity(new LoginMethod("WX"), UUID.randomUUID().toString());
  }
}
