package dev.gatehouse.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("mysql")
class MySqlUserRepositoryTest extends JdbcUserRepositoryContract {

  private static MySqlDatabase mySql;

  @BeforeAll
  static void migrate() throws SQLException {
    mySql = MySqlDatabase.create();
    new SchemaMigration(complete(mySql.url())).run();
  }

  @AfterAll
  static void drop() throws SQLException {
    mySql.close();
  }

  /** At most one row of each table is read, by its key, however many there are. */
  @Test
  void a_lookup_reads_one_row_of_each_table_by_its_key() {
    try (Replica replica = Replica.on(database())) {
      register(replica, "somebody");
      List<Map<String, @Nullable Object>> plan =
          replica
              .jdbc()
              .sql("explain format=traditional " + JdbcUserRepository.FIND)
              .param("WX")
              .param("somebody")
              .query()
              .listOfRows();

      assertThat(plan).extracting(step -> step.get("type")).containsExactly("const", "const");
      assertThat(plan)
          .extracting(step -> step.get("key"))
          .containsExactly("user_login_method_identity", "PRIMARY");
    }
  }

  private static void register(Replica replica, String identification) {
    replica
        .repository()
        .registerIfAbsent(new NewUser(new UserName("小明")), OlderDatabase.weChat(identification));
  }

  @Override
  DatabaseProperties.Complete database() {
    return complete(mySql.url());
  }

  @Override
  DatabaseProperties.Complete nowhere() {
    return complete("jdbc:mysql://127.0.0.1:1/nowhere");
  }

  private static DatabaseProperties.Complete complete(String url) {
    return new DatabaseProperties.Complete(url, mySql.username(), mySql.password());
  }
}
