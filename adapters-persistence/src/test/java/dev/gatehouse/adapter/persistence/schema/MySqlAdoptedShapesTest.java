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
}
