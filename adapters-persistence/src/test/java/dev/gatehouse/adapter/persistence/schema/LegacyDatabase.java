package dev.gatehouse.adapter.persistence.schema;

import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database as an older service made it, with the people that such a service has. */
final class LegacyDatabase implements AutoCloseable {

  private final TestDatabase database;

  LegacyDatabase(TestDatabase database) {
    this.database = database;
    sql(
        "create table `user` (`id` int not null auto_increment, `name` varchar(20) not null,"
            + " `age` int not null, primary key (`id`)) engine = InnoDB default charset = utf8mb4");
    sql(
        "create table `user_login_method` (`id` int not null auto_increment,"
            + " `user_id` int not null, `login_method` varchar(36) not null,"
            + " `identification` varchar(36) not null, `access_code` varchar(36),"
            + " primary key (`id`)) engine = InnoDB default charset = utf8mb4");
    sql("insert into `user` values (3, '小明', 30), (7, '👩‍🚀 Ada', 0), (2000000000, 'gap', 41)");
    sql(
        "insert into `user_login_method` values (1, 3, 'WX', 'union-a', 'x'),"
            + " (5, 7, 'WX', 'union-A', null), (6, 2000000000, 'P', 'union-a', null)");
  }

  /**
   * The rows of the login methods 20 and 21 share what row 1 has, and 30 a different one with 5.
   */
  LegacyDatabase withDoubledIdentities() {
    sql("insert into `user` values (11, 'again', 0), (12, 'and again', 0), (13, 'third', 0)");
    sql(
        "insert into `user_login_method` values (20, 11, 'WX', 'union-a', null),"
            + " (21, 12, 'WX', 'union-a', null), (22, 12, 'P', 'phone-12', null),"
            + " (23, 13, 'P', 'phone-12', null), (30, 7, 'WX', 'union-A', null)");
    return this;
  }

  LegacyDatabase withOrphans() {
    sql("insert into `user_login_method` values (40, 99, 'WX', 'stranger', null)");
    return this;
  }

  /**
   * The rows 50, 52 and 53 are of one identity in three forms, 51 is in another form, 54 in none.
   */
  LegacyDatabase withOtherForms() {
    sql("insert into `user` (`id`, `name`, `age`) values (14, 'same', 0), (15, 'same', 0)");
    sql(
        "insert into `user_login_method`"
            + " (`id`, `user_id`, `login_method`, `identification`) values (50, 3, 'N', '1 39'),"
            + " (51, 7, 'N', '1 40'), (52, 14, 'N', '139'), (53, 15, 'N', '1 3 9'),"
            + " (54, 3, 'N', '?')");
    return this;
  }

  void sql(String statement) {
    client().sql(statement).update();
  }

  JdbcClient client() {
    return JdbcClient.create(
        new DriverManagerDataSource(url(), complete().username(), complete().password()));
  }

  DatabaseProperties.Complete complete() {
    return database.settings();
  }

  DatabaseProperties properties() {
    return new DatabaseProperties(url(), complete().username(), complete().password());
  }

  String url() {
    return complete().url();
  }

  /** Everything that a change could show in: the definitions, the rows, the other tables. */
  List<String> everything() {
    List<String> tables =
        client().sql("show tables").query((row, number) -> row.getString(1)).list();
    return tables.stream()
        .flatMap(table ->
            Stream.concat(
                client()
                    .sql("show create table `" + table + "`")
                    .query((row, number) -> row.getString(2))
                    .list()
                    .stream(),
                client()
                    .sql("select * from `" + table + "` order by 1")
                    .query()
                    .listOfRows()
                    .stream()
                    .map(row -> table + row)))
        .toList();
  }

  static ExternalIdentity weChat(String identification) {
    return new ExternalIdentity(new LoginMethod("WX"), identification);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
