package dev.gatehouse.adapter.persistence.schema;

import static dev.gatehouse.application.operation.OperatorCommand.DONE;
import static dev.gatehouse.application.operation.OperatorCommand.FOUND;
import static dev.gatehouse.application.operation.OperatorCommand.MISUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.persistence.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("mysql")
class DoctorCommandTest {

  private LegacyDatabase older;
  private final List<String> output = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    older = new LegacyDatabase(TestDatabase.onMySql());
  }

  @AfterEach
  void close() throws SQLException {
    older.close();
  }

  @Test
  void a_sound_database_is_said_to_be_sound() {
    assertThat(doctor()).isEqualTo(DONE);
    assertThat(output)
        .containsExactly("0 doubled identities, 0 orphaned and 0 incomplete login methods");
  }

  @Test
  void doubled_and_orphaned_rows_are_listed_by_number_and_nothing_is_changed() {
    older.withDoubledIdentities().withOrphans();
    List<String> before = older.everything();

    assertThat(doctor()).isEqualTo(FOUND);

    assertThat(output)
        .containsExactly(
            "doubled     WX row 1 (user 3), row 20 (user 11), row 21 (user 12)",
            "doubled     WX row 5 (user 7), row 30 (user 7)",
            "doubled     P row 22 (user 12), row 23 (user 13)",
            "orphaned    WX row 40 (user 99)",
            "3 doubled identities, 1 orphaned and 0 incomplete login methods");
    assertThat(older.everything()).isEqualTo(before);
  }

  @Test
  void a_dry_run_prints_what_the_merge_does_and_does_not_do_it() {
    older.withDoubledIdentities();
    List<String> before = older.everything();

    assertThat(doctor("--merge", "--dry-run")).isEqualTo(FOUND);
    List<String> dry = List.copyOf(output);
    assertThat(older.everything()).isEqualTo(before);
    output.clear();
    assertThat(doctor("--merge")).isEqualTo(DONE);

    assertThat(dry.subList(0, dry.size() - 1)).isEqualTo(output);
    assertThat(dry).last().isEqualTo("Nothing was changed.");
  }

  /** 3, 11 and 12 share one identity, 12 and 13 another: all are one person. */
  @Test
  void the_oldest_user_stays_and_gets_every_login_method() {
    older.withDoubledIdentities();

    assertThat(doctor("--merge")).isEqualTo(DONE);

    assertThat(output)
        .contains(
            "removed     login method row 20 (user 11)",
            "removed     login method row 30 (user 7)",
            "merged      user 11 into user 3, with 0 more login methods",
            "merged      user 12 into user 3, with 1 more login methods",
            "merged      user 13 into user 3, with 0 more login methods");
    assertThat(column("select `id` from `user` where `merged_into` is null order by `id`"))
        .containsExactly(3L, 7L, 2000000000L);
    assertThat(
            column(
                "select `id` from `user` where `merged_into` = 3 and `disabled_at` is not null"
                    + " order by `id`"))
        .containsExactly(11L, 12L, 13L);
    assertThat(column("select `id` from `user_login_method` order by `id`"))
        .containsExactly(1L, 5L, 6L, 22L);
    assertThat(column("select `user_id` from `user_login_method` where `id` = 22"))
        .containsExactly(3L);
    assertThat(new SchemaMigration(older.complete()).runUnlessDone()).isPositive();
  }

  @Test
  void of_a_doubled_identity_the_row_that_leads_to_a_user_stays() {
    older.sql("update `user_login_method` set `user_id` = 98 where `id` = 1");
    older.sql("insert into `user_login_method` values (20, 3, 'WX', 'union-a', null)");

    assertThat(doctor("--merge")).isEqualTo(DONE);

    assertThat(column("select `id` from `user_login_method` where `user_id` = 3"))
        .containsExactly(20L);
    assertThat(column("select `id` from `user_login_method` where `id` = 1")).isEmpty();
  }

  @Test
  void a_merge_that_fails_in_the_middle_changes_nothing() {
    older.withDoubledIdentities();
    older.sql(
        "create table `orders` (`login` int,"
            + " foreign key (`login`) references `user_login_method`(`id`))");
    older.sql("insert into `orders` values (23)");
    List<String> before = older.everything();

    assertThatThrownBy(() -> doctor("--merge")).hasMessageContaining("foreign key");

    assertThat(older.everything()).isEqualTo(before);
    assertThat(output).isEmpty();
  }

  /** accounts.md 2.6: ids in other systems must not dangle. */
  @Test
  void what_refers_to_a_merged_user_stays() {
    older.withDoubledIdentities();
    older.sql(
        "create table `orders` (`user_id` int, foreign key (`user_id`) references `user`(`id`))");
    older.sql("insert into `orders` values (13)");

    assertThat(doctor("--merge")).isEqualTo(DONE);

    assertThat(
            column(
                "select `merged_into` from `user` join `orders` on `orders`.`user_id` = `user`.`id`"))
        .containsExactly(3L);
  }

  @Test
  void orphans_are_removed_only_when_told() {
    older.withOrphans();

    assertThat(doctor("--merge")).isEqualTo(FOUND);
    assertThat(doctor("--remove-orphans", "--dry-run")).isEqualTo(FOUND);
    assertThat(column("select `id` from `user_login_method` where `id` = 40")).hasSize(1);
    assertThat(doctor("--remove-orphans")).isEqualTo(DONE);

    assertThat(column("select `id` from `user_login_method` where `id` = 40")).isEmpty();
    assertThat(output).contains("removed     login method row 40 (user 99)");
  }

  @Test
  void it_works_on_the_shape_of_today() {
    older.withOrphans();
    new SchemaMigration(older.complete()).runUnlessDone();

    assertThat(doctor("--merge")).isEqualTo(FOUND);
    assertThat(doctor("--remove-orphans")).isEqualTo(DONE);
  }

  /** Who somebody is elsewhere, and what they are called, is not for a terminal. */
  @Test
  void nothing_of_a_person_is_printed() {
    older.withDoubledIdentities().withOrphans();

    doctor("--merge", "--remove-orphans");

    assertThat(String.join("\n", output)).doesNotContain("union", "phone-12", "nobody", "小明");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--marge", "--dry-run"})
  void a_switch_that_means_nothing_is_refused(String given) {
    assertThat(doctor(given)).isEqualTo(MISUSED);
    assertThat(output).singleElement().asString().startsWith("doctor [--merge]");
  }

  private int doctor(String... switches) {
    return new DoctorCommand(older.properties()).run(List.of(switches), output::add);
  }

  private List<@Nullable Long> column(String sql) {
    return older.client().sql(sql).query(Long.class).list();
  }
}
