package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.persistence.OnMySql;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MySqlUserRepositoryTest extends JdbcUserRepositoryContract implements OnMySql {

  /** At most one row of each table is read, by its key, however many there are. */
  @Test
  void a_lookup_reads_one_row_of_each_table_by_its_key() {
    try (Replica replica = Replica.on(database())) {
      replica
          .repository()
          .registerIfAbsent(
              new NewUser(new UserName("小明")),
              new ExternalIdentity(new LoginMethod("WX"), "someone"));
      List<Map<String, @Nullable Object>> plan =
          plan(replica, JdbcUserRepository.FIND, Stream.of("WX", "someone"));

      assertThat(plan).extracting(step -> step.get("type")).containsExactly("const", "const");
      assertThat(plan)
          .extracting(step -> step.get("key"))
          .containsExactly("user_login_method_identity", "PRIMARY");
    }
  }

  @Test
  void look_ups_that_share_a_statement_read_their_rows_by_the_same_keys() {
    try (Replica replica = Replica.on(database())) {
      for (int i = 0; i < 200; i++) {
        replica
            .repository()
            .registerIfAbsent(
                new NewUser(new UserName("小明")),
                new ExternalIdentity(new LoginMethod("WX"), "one of many " + i));
      }
      replica.jdbc().sql("analyze table `user_login_method`, `user`").query().listOfRows();

      List<Map<String, @Nullable Object>> plan =
          plan(
              replica,
              JdbcUserRepository.findSeveral(4),
              IntStream.range(0, 4).boxed().flatMap(i -> Stream.of("WX", "one of many " + i)));

      assertThat(plan).extracting(step -> step.get("type")).containsExactly("range", "eq_ref");
      assertThat(plan)
          .extracting(step -> step.get("key"))
          .containsExactly("user_login_method_identity", "PRIMARY");
    }
  }

  private static List<Map<String, @Nullable Object>> plan(
      Replica replica, String query, Stream<String> values) {
    return replica
        .jdbc()
        .sql("explain format=traditional " + query)
        .params(values.toList())
        .query()
        .listOfRows();
  }
}
