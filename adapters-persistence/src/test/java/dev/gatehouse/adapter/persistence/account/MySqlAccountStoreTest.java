package dev.gatehouse.adapter.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.persistence.OnMySql;
import dev.gatehouse.adapter.persistence.user.Replica;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MySqlAccountStoreTest extends JdbcAccountStoreContract implements OnMySql {

  /** However many users share a name: a page reads its own rows and sorts none. */
  @Test
  void users_of_a_name_are_read_in_the_order_of_its_index() {
    try (Replica replica = Replica.on(database())) {
      List<Map<String, @Nullable Object>> plan =
          replica
              .jdbc()
              .sql("explain format=traditional " + JdbcAccountStore.NAMED)
              .param("小明")
              .param(0)
              .param(20)
              .query()
              .listOfRows();

      assertThat(plan).extracting(step -> step.get("key")).containsExactly("user_name");
      assertThat(plan)
          .extracting(step -> String.valueOf(step.get("Extra")))
          .noneMatch(extra -> extra.contains("filesort"));
    }
  }
}
