package dev.gatehouse.adapter.persistence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.connection.PrimaryDataSource;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables that come with a login method, on a database that had run without it. */
abstract class LoginMethodTablesContract implements OnDatabase {

  private final ClassLoader without = Thread.currentThread().getContextClassLoader();

  private TestDatabase database;

  @BeforeEach
  void the_service_runs_without_the_method() throws SQLException {
    database = createDatabase();
    assertThat(new SchemaMigration(database()).runUnlessDone()).isPositive();
    Thread.currentThread().setContextClassLoader(withTheMethod());
  }

  @AfterEach
  void drop() throws SQLException {
    remove();
    database.close();
  }

  private void remove() {
    Thread.currentThread().setContextClassLoader(without);
  }

  @Test
  void they_are_made_once_when_the_method_is_installed_and_kept_when_it_is_not() {
    int first = new SchemaMigration(database()).runUnlessDone();
    jdbc().sql("insert into `riddle` values ('what walks on four feet?')").update();
    int second = new SchemaMigration(database()).runUnlessDone();
    int onCommand = new SchemaMigration(database()).run();
    remove();
    int removed = new SchemaMigration(database()).runUnlessDone();

    assertThat(List.of(first, second, onCommand, removed)).containsExactly(1, 0, 0, 0);
    assertThat(jdbc().sql("select count(*) from `riddle`").query(Long.class).single()).isOne();
  }

  @Test
  void their_scripts_are_numbered_apart_from_ours() {
    new SchemaMigration(database()).run();

    assertThat(versions("gatehouse_schema_history")).contains("1", "2", "3", "4");
    assertThat(versions("gatehouse_schema_history_riddle")).contains("1").doesNotContain("2");
  }

  @Test
  void a_script_that_was_changed_after_it_had_run_is_not_taken_for_the_one_that_ran() {
    new SchemaMigration(database()).run();
    jdbc().sql("update `gatehouse_schema_history_riddle` set `checksum` = 42").update();

    assertThatThrownBy(() -> new SchemaMigration(database()).run())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("checksum");
    assertThat(
            jdbc()
                .sql(
                    "select distinct `checksum` from `gatehouse_schema_history_riddle` where `version`"
                        + " = '1'")
                .query(Long.class)
                .single())
        .isEqualTo(42);
  }

  private DatabaseProperties.Complete database() {
    return database.settings();
  }

  private List<@Nullable String> versions(String history) {
    return jdbc()
        .sql("select `version` from `" + history + "` where `version` is not null")
        .query(String.class)
        .list();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(PrimaryDataSource.forMigrations(database()));
  }

  private ClassLoader withTheMethod() {
    URL folder =
        Objects.requireNonNull(
            getClass().getClassLoader().getResource("class-path-of-a-login-method/"));
    return new URLClassLoader(new URL[] {folder}, without);
  }
}
