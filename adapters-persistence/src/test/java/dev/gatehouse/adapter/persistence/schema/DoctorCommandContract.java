package dev.gatehouse.adapter.persistence.schema;

import static dev.gatehouse.application.operation.OperatorCommand.DONE;
import static dev.gatehouse.application.operation.OperatorCommand.FOUND;
import static dev.gatehouse.application.operation.OperatorCommand.MISUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.application.operation.IdentificationForm;
import dev.gatehouse.domain.identity.LoginMethod;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds and mends invalid rows. On each database that an older service may have. */
abstract class DoctorCommandContract implements OnDatabase {

  private LegacyDatabase older;
  private final List<String> output = new ArrayList<>();

  @BeforeEach
  void open() throws SQLException {
    older = new LegacyDatabase(createDatabase());
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

  /** Identifications and names of users must not be printed to a terminal. */
  @Test
  void nothing_of_a_person_is_printed() {
    older.withDoubledIdentities().withOrphans().withOtherForms();

    doctor("--merge", "--normalise", "--remove-orphans");

    assertThat(String.join("\n", output))
        .doesNotContain("union", "phone-12", "stranger", "小明", "1 39", "139");
  }

  /** accounts.md 3, case 28. */
  @Test
  void identifications_in_another_form_are_listed_and_nothing_is_changed() {
    older.withOtherForms();
    List<String> before = older.everything();

    assertThat(doctor()).isEqualTo(FOUND);

    assertThat(output)
        .containsExactly(
            "other form  N row 51 (user 7)",
            "doubled     N row 50 (user 3), row 52 (user 14), row 53 (user 15), once normalised",
            "unreadable  N row 54 (user 3)",
            "0 doubled identities, 0 orphaned and 0 incomplete login methods",
            "1 identifications in another form, 1 identities doubled once normalised, 1 unreadable");
    assertThat(older.everything()).isEqualTo(before);
  }

  @Test
  void they_are_normalised_where_no_other_row_has_the_identity() {
    older.withOtherForms();

    assertThat(doctor("--normalise", "--dry-run")).isEqualTo(FOUND);
    assertThat(identifications()).containsExactly("1 39", "1 40", "139", "1 3 9", "?");
    assertThat(doctor("--normalise")).isEqualTo(FOUND);

    assertThat(output).contains("normalised  login method row 51 (user 7)");
    assertThat(identifications()).containsExactly("1 39", "140", "139", "1 3 9", "?");
  }

  @Test
  void users_of_one_identity_in_several_forms_are_merged_and_normalised_when_told() {
    older.withOtherForms();
    older.sql("delete from `user_login_method` where `id` = 54");

    assertThat(doctor("--normalise", "--merge")).isEqualTo(DONE);

    assertThat(output)
        .contains(
            "removed     login method row 52 (user 14)",
            "merged      user 14 into user 3, with 0 more login methods",
            "merged      user 15 into user 3, with 0 more login methods",
            "normalised  login method row 50 (user 3)",
            "1 identifications in another form, 1 identities doubled once normalised, 0 unreadable;"
                + " none is left");
    assertThat(identifications()).containsExactly("139", "140");
    output.clear();
    assertThat(doctor()).isEqualTo(DONE);
    assertThat(new SchemaMigration(older.complete()).runUnlessDone()).isPositive();
    assertThat(doctor()).isEqualTo(DONE);
  }

  @Test
  void a_normalisation_that_fails_in_the_middle_changes_nothing() {
    older.withOtherForms();
    older.sql(
        "create trigger `stop` before update on `user_login_method` for each row"
            + " if new.`id` = 51 then signal sqlstate '45000' set message_text = 'stopped'; end if");
    List<String> before = older.everything();

    assertThatThrownBy(() -> doctor("--normalise", "--merge")).hasMessageContaining("stopped");

    assertThat(older.everything()).isEqualTo(before);
    assertThat(output).isEmpty();
  }

  @Test
  void the_unique_key_of_today_does_not_stop_a_normalisation() {
    new SchemaMigration(older.complete()).runUnlessDone();
    older.withOtherForms();

    assertThat(doctor("--normalise", "--merge")).isEqualTo(FOUND);

    assertThat(identifications()).containsExactly("139", "140", "?");
  }

  private List<@Nullable String> identifications() {
    return older
        .client()
        .sql(
            "select `identification` from `user_login_method` where `login_method` = 'N' order by `id`")
        .query(String.class)
        .list();
  }

  /** Digits without blanks. */
  private record SpacelessForm() implements IdentificationForm {

    @Override
    public LoginMethod method() {
      return new LoginMethod("N");
    }

    @Override
    public Optional<String> normalized(String identification) {
      return Optional.of(identification.replace(" ", ""))
          .filter(digits -> digits.matches("[0-9]+"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--marge", "--dry-run"})
  void a_switch_that_means_nothing_is_refused(String given) {
    assertThat(doctor(given)).isEqualTo(MISUSED);
    assertThat(output).singleElement().asString().startsWith("doctor [--merge]");
  }

  private int doctor(String... switches) {
    return new DoctorCommand(older.properties(), () -> List.of(new SpacelessForm()))
        .run(List.of(switches), output::add);
  }

  private List<@Nullable Long> column(String sql) {
    return older.client().sql(sql).query(Long.class).list();
  }
}
