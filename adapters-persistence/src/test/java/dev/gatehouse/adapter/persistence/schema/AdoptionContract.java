package dev.gatehouse.adapter.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.connection.PrimaryDataSource;
import dev.gatehouse.adapter.persistence.user.Replica;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database that an older service left behind becomes ours, and no user in it is lost. */
abstract class AdoptionContract implements OnDatabase {

  private LegacyDatabase older;

  @BeforeEach
  void open() throws SQLException {
    older = new LegacyDatabase(createDatabase());
  }

  @AfterEach
  void close() throws SQLException {
    older.close();
  }

  @Test
  void old_users_log_in_with_their_old_ids() {
    new SchemaMigration(older.complete()).runUnlessDone();

    assertFound("union-a", 3, "小明", 30);
    assertFound("union-A", 7, "👩‍🚀 Ada", 0);
  }

  @Test
  void only_one_replica_at_a_time_changes_the_tables() throws SQLException {
    List<String> before = older.everything();
    try (SingleConnectionDataSource other =
        new SingleConnectionDataSource(
            older.complete().url(),
            older.complete().username(),
            older.complete().password(),
            true)) {
      JdbcClient.create(other)
          .sql("select get_lock(left(concat('gatehouse.', database()), 64), 0)")
          .query(Long.class)
          .single();
      LegacySchema tables =
          new LegacySchema(
              PrimaryDataSource.forMigrations(older.complete()),
              DatabaseProduct.MYSQL,
              Duration.ZERO);

      assertThatThrownBy(() -> tables.alone(_ -> "done"))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("another process");
    }
    assertThat(older.everything()).isEqualTo(before);
  }

  @Test
  void the_tables_get_the_shape_that_ours_have() throws SQLException {
    new SchemaMigration(older.complete()).runUnlessDone();

    try (TestDatabase ours = createDatabase()) {
      new SchemaMigration(ours.settings()).runUnlessDone();
      assertThat(shape(older.complete())).isEqualTo(shape(ours.settings()));
    }
  }

  @Test
  void new_users_get_ids_after_the_old_ones_and_people_who_differ_in_case_stay_apart() {
    new SchemaMigration(older.complete()).runUnlessDone();

    try (Replica replica = Replica.on(older.complete())) {
      Registration registration =
          replica
              .repository()
              .registerIfAbsent(
                  new NewUser(new UserName("🙂".repeat(64))), LegacyDatabase.weChat("UNION-A "));

      assertThat(registration).isInstanceOf(Registration.Registered.class);
      assertThat(registration.user().id().value()).isEqualTo(2_000_000_001L);
    }
  }

  @Test
  void a_second_start_changes_nothing() {
    new SchemaMigration(older.complete()).runUnlessDone();
    List<String> adopted = older.everything();

    assertThat(new SchemaMigration(older.complete()).runUnlessDone()).isZero();
    assertThat(new SchemaMigration(older.complete()).run()).isZero();

    assertThat(older.everything()).isEqualTo(adopted);
  }

  @Test
  void doubled_identities_stop_the_start_before_anything_is_changed() {
    older.withDoubledIdentities().withOrphans();
    List<String> before = older.everything();

    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> new SchemaMigration(older.complete()).runUnlessDone())
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("3 login identities more than once")
          .hasMessageContaining("WX row 1 (user 3), row 20 (user 11), row 21 (user 12)")
          .hasMessageContaining("Nothing was changed")
          .hasMessageContaining("java -jar gatehouse.jar doctor")
          .hasMessageNotContaining("union");
    }

    assertThat(older.everything()).isEqualTo(before);
  }

  /** The row stays as it is; no new one can join it. */
  @Test
  void an_orphaned_login_method_does_not_lock_all_users_out() {
    older.withOrphans();

    new SchemaMigration(older.complete()).runUnlessDone();

    assertFound("union-a", 3, "小明", 30);
    assertThatThrownBy(() ->
            older.sql(
                "insert into `user_login_method` (`user_id`, `login_method`, `identification`)"
                    + " values (98, 'WX', 'another')"))
        .hasMessageContaining("foreign key");
  }

  @Test
  void a_login_method_without_a_user_stops_the_start_before_anything_is_changed() {
    older.sql("alter table `user_login_method` modify `user_id` int null");
    older.sql("insert into `user_login_method` values (50, null, 'WX', 'stranger', null)");
    List<String> before = older.everything();

    assertThatThrownBy(() -> new SchemaMigration(older.complete()).runUnlessDone())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("row 50 (no user)")
        .hasMessageContaining("--remove-orphans");

    assertThat(older.everything()).isEqualTo(before);
  }

  @Test
  void odd_columns_are_adopted_too() {
    older.sql("update `user` set `name` = 'Ada' where `id` = 7");
    older.sql("alter table `user` modify `name` varchar(20) charset utf8mb3 null");
    older.sql("alter table `user` add `created_at` timestamp null");
    older.sql("alter table `user` add `nickname` varchar(5) null");
    older.sql("insert into `user` (`id`, `name`, `age`) values (70, null, 1)");
    older.sql("insert into `user_login_method` values (70, 70, 'WX', 'nameless', null)");
    older.sql("alter table `user_login_method` engine = MyISAM");
    older.sql("alter table `user_login_method` modify `identification` varchar(200) not null");

    new SchemaMigration(older.complete()).runUnlessDone();

    assertFound("nameless", 70, "", 1);
    assertFound("union-a", 3, "小明", 30);
  }

  /** Killed before any of the statements that change something, and after it. */
  @Test
  void a_crash_in_the_middle_is_mended_by_the_next_start() throws Exception {
    for (Fault fault : List.of(Fault.LOST_BEFORE, Fault.LOST_AFTER)) {
      for (String statement :
          List.of(
              "alter table `user_login_method` modify",
              "alter table `user` modify",
              "add constraint `user_login_method_user`",
              "CREATE TABLE",
              "INSERT INTO",
              "create table if not exists `user`",
              "create table if not exists `user_login_method`",
              "commit")) {
        crashAt(statement, fault);
      }
    }
  }

  private void crashAt(String statement, Fault fault) throws Exception {
    try (LegacyDatabase database = new LegacyDatabase(createDatabase());
        MySqlProxy proxy = MySqlProxy.before(database.url())) {
      DatabaseProperties.Complete through =
          new DatabaseProperties.Complete(
              proxy.url(), database.complete().username(), database.complete().password());
      proxy.failNext(statement, fault);
      try {
        new SchemaMigration(through).runUnlessDone();
      } catch (RuntimeException crash) {
        proxy.heal();
        new SchemaMigration(through).runUnlessDone();
      }
      assertThat(new SchemaMigration(through).runUnlessDone()).isZero();
      assertThat(find(database, "union-a").id()).isEqualTo(new UserId(3));
    }
  }

  @Test
  void several_replicas_may_adopt_at_once() throws Exception {
    startAtOnce(older.complete());

    assertFound("union-a", 3, "小明", 30);
  }

  @Test
  void several_replicas_may_start_at_once_on_an_empty_database() throws Exception {
    try (TestDatabase empty = createDatabase()) {
      startAtOnce(empty.settings());
    }
  }

  private static void startAtOnce(DatabaseProperties.Complete database) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> starts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starts.add(threads.submit(() -> new SchemaMigration(database).runUnlessDone()));
      }
      for (Future<Integer> start : starts) {
        start.get();
      }
    }
    assertThat(new SchemaMigration(database).runUnlessDone()).isZero();
  }

  @Test
  void tables_of_another_shape_are_left_alone() {
    older.sql("alter table `user_login_method` drop column `identification`");
    List<String> before = older.everything();

    assertThatThrownBy(() -> new SchemaMigration(older.complete()).runUnlessDone())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("user_login_method.identification");

    assertThat(older.everything()).isEqualTo(before);
  }

  @Test
  void a_database_of_something_else_is_left_alone() throws SQLException {
    older.sql("drop table `user_login_method`");
    List<String> before = older.everything();

    assertThatThrownBy(() -> new SchemaMigration(older.complete()).runUnlessDone())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("tables of something else");

    assertThat(older.everything()).isEqualTo(before);
  }

  private void assertFound(String identification, long id, String name, int age) {
    User user = find(older, identification);
    assertThat(user).isEqualTo(User.restored(new UserId(id), name, age, false));
  }

  private static User find(LegacyDatabase database, String identification) {
    try (Replica replica = Replica.on(database.complete())) {
      return replica
          .repository()
          .findByIdentity(LegacyDatabase.weChat(identification))
          .orElseThrow();
    }
  }

  /** Columns and keys. */
  private static List<String> shape(DatabaseProperties.Complete database) {
    JdbcClient client =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.username(), database.password()));
    return Stream.of("user", "user_login_method")
        .map(table ->
            client
                .sql("show create table `" + table + "`")
                .query((row, number) -> row.getString(2))
                .single()
                .replaceAll(
                    "(?i) character set utf8mb4 collate utf8mb4_0900_ai_ci| AUTO_INCREMENT=\\d+",
                    ""))
        .flatMap(String::lines)
        .map(line -> line.replaceAll(",$", ""))
        .sorted()
        .toList();
  }
}
