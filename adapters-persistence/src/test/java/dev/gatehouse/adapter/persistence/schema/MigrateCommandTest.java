package dev.gatehouse.adapter.persistence.schema;

import static dev.gatehouse.application.operation.OperatorCommand.DONE;
import static dev.gatehouse.application.operation.OperatorCommand.MISUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.user.Replica;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two accounts: one that may change the schema, and the service's, that may not. */
@Tag("mysql")
class MigrateCommandTest {

  private final List<String> output = new ArrayList<>();

  @Test
  void an_account_that_may_only_read_and_write_rows_runs_the_service_on_a_migrated_schema()
      throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      assertThat(migrate(database)).isEqualTo(DONE);

      assertThat(new SchemaMigration(service(database)).runUnlessDone()).isZero();
      try (Replica replica = Replica.on(service(database))) {
        assertThat(
                replica
                    .repository()
                    .registerIfAbsent(
                        new NewUser(new UserName("小明")), LegacyDatabase.weChat("someone")))
            .isInstanceOf(Registration.Registered.class);
      }
    }
  }

  @Test
  void the_service_says_who_must_migrate_an_empty_schema() throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      assertRefused(database);
      assertThat(tables(database)).isEmpty();
    }
  }

  @Test
  void the_service_says_who_must_migrate_an_older_schema_and_changes_nothing() throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create();
        LegacyDatabase older = new LegacyDatabase(new TestDatabase.OnAServer(database))) {
      List<String> before = older.everything();

      assertRefused(database);

      assertThat(older.everything()).isEqualTo(before);
    }
  }

  @Test
  void the_service_says_who_must_migrate_an_outdated_schema_and_leaves_no_mark()
      throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      migrate(database);
      JdbcClient jdbc = client(database);
      jdbc.sql("delete from `gatehouse_schema_history` where `version` is not null").update();

      assertRefused(database);

      assertThat(
              jdbc.sql("select count(*) from `gatehouse_schema_history`")
                  .query(Long.class)
                  .single())
          .isZero();
      assertThat(migrate(database)).isEqualTo(DONE);
      assertThat(new SchemaMigration(service(database)).runUnlessDone()).isZero();
    }
  }

  @Test
  void a_second_migration_finds_nothing_to_do() throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      migrate(database);
      migrate(database);

      assertThat(output).last().isEqualTo("The schema was up to date.");
    }
  }

  @Test
  void a_database_that_the_account_may_not_use_is_no_wrong_password() throws SQLException {
    try (MySqlDatabase database = MySqlDatabase.create()) {
      DatabaseProperties.Complete other =
          new DatabaseProperties.Complete(
              database.url().replaceFirst("/gatehouse_\\w+", "/mysql"),
              database.serviceUsername(),
              database.password());

      assertThatThrownBy(() -> new SchemaMigration(other))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("the account may not use the database")
          .hasMessageNotContaining(".password");
    }
  }

  @Test
  void a_switch_is_refused() {
    assertThat(
            new MigrateCommand(new DatabaseProperties(null, null, null))
                .run(List.of("--dry-run"), output::add))
        .isEqualTo(MISUSED);
  }

  private void assertRefused(MySqlDatabase database) {
    Throwable refusal =
        catchThrowable(() -> new SchemaMigration(service(database)).runUnlessDone());

    FailureAnalysis analysis =
        Objects.requireNonNull(new DatabaseFailureAnalyzer().analyze(refusal), "analysis");
    assertThat(analysis.getDescription() + analysis.getAction())
        .contains("may not change it")
        .contains("java -jar gatehouse.jar migrate");
  }

  private int migrate(MySqlDatabase database) {
    return new MigrateCommand(
            new DatabaseProperties(database.url(), database.username(), database.password()))
        .run(List.of(), output::add);
  }

  private static DatabaseProperties.Complete service(MySqlDatabase database) {
    return new DatabaseProperties.Complete(
        database.url(), database.serviceUsername(), database.password());
  }

  private static JdbcClient client(MySqlDatabase database) {
    return JdbcClient.create(
        new DriverManagerDataSource(database.url(), database.username(), database.password()));
  }

  private static List<@Nullable String> tables(MySqlDatabase database) {
    return client(database).sql("show tables").query(String.class).list();
  }
}
