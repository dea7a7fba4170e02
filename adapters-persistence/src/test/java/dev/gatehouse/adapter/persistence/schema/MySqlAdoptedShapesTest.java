package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.OnMySql;
import org.junit.jupiter.api.Test;

class MySqlAdoptedShapesTest extends AdoptedShapesContract implements OnMySql {

  /** MariaDB gives such a column the default of the year 0. */
  @Test
  void a_time_that_only_updates_set_is_reported_and_nothing_is_changed() {
    older().sql("alter table `user` add `updated_at` datetime not null default '2000-01-01'");
    older()
        .sql(
            "alter table `user` modify `updated_at` datetime not null on update current_timestamp");

    assertRefused("user.updated_at");
  }

  /** MariaDB has no keys over expressions. */
  @Test
  void a_unique_key_over_an_expression_is_reported_and_nothing_is_changed() {
    older().sql("alter table `user` add unique key `one_name` ((lower(`name`)))");

    assertRefused("one_name (an expression)");
  }

  /** MariaDB enforces every check, and keeps no generated column that is not null. */
  @Test
  void a_check_that_is_not_enforced_and_a_generated_column_are_adopted() {
    older()
        .sql(
            "alter table `user` add `shown` varchar(50) as (concat(`name`, '!')) virtual not null,"
                + " add constraint `no_name` check (char_length(`name`) > 60) not enforced");

    new SchemaMigration(older().complete()).runUnlessDone();

    assertKnownAndNewUsersWork();
  }
}
