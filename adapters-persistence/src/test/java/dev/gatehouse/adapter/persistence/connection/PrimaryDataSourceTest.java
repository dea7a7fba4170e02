package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimaryDataSourceTest {

  private static final String NOWHERE = "127.0.0.1:1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:mysql://one/gatehouse | false",
        "jdbc:mysql://one,other/gatehouse | true",
        "jdbc:mysql://one:3306,other:3307/gatehouse?user=u | true",
        "jdbc:mysql:loadbalance://one,other/gatehouse | false",
        "jdbc:mysql:replication://one,other/gatehouse | false",
        "jdbc:h2:mem:one,other | false",
      })
  void a_list_of_servers_is_told_from_a_mode_of_the_driver(String url, boolean several) {
    assertThat(MySqlUrl.isOfSeveralServers(url)).isEqualTo(several);
  }

  @Test
  @Tag("mysql")
  void a_server_that_is_down_is_passed_over() throws Exception {
    try (MySqlDatabase mySql = MySqlDatabase.create();
        Connection connection = of(NOWHERE, mySql.url(), mySql).getConnection()) {
      assertThat(connection.getCatalog()).startsWith("gatehouse_");
    }
  }

  @Test
  @Tag("mysql")
  void a_server_that_cannot_say_whether_it_takes_writes_is_passed_over() throws Exception {
    try (MySqlDatabase mySql = MySqlDatabase.create();
        MySqlProxy proxy = MySqlProxy.before(mySql.url())) {
      proxy.failAll("read_only", new Fault.Refused(1290, "HY000"));

      assertThatThrownBy(() -> of(NOWHERE, proxy.url(), mySql).getConnection())
          .isInstanceOf(SQLException.class)
          .hasMessage("no server takes writes");

      proxy.heal();
      of(NOWHERE, proxy.url(), mySql).getConnection().close();
    }
  }

  @Test
  @Tag("mysql")
  void a_server_is_connected_to_with_options_of_its_own() throws Exception {
    try (MySqlDatabase mySql = MySqlDatabase.create()) {
      String[] hostAndPort = authority(mySql.url()).split(":");
      String host = "address=(host=%s)(port=%s)".formatted((Object[]) hostAndPort);
      String url =
          mySql
              .url()
              .replace(
                  authority(mySql.url()),
                  NOWHERE + "," + host + "(sessionVariables=max_execution_time=1234)");
      DatabaseProperties.Complete database =
          new DatabaseProperties.Complete(url, mySql.username(), mySql.password());

      try (Connection connection = PrimaryDataSource.forMigrations(database).getConnection();
          Statement statement = connection.createStatement();
          ResultSet option = statement.executeQuery("select @@max_execution_time, database()")) {
        assertThat(option.next()).isTrue();
        assertThat(option.getInt(1)).isEqualTo(1234);
        assertThat(option.getString(2)).startsWith("gatehouse_");
      }
    }
  }

  private static PrimaryDataSource of(String other, String url, MySqlDatabase mySql) {
    String authority = authority(url);
    DatabaseProperties.Complete database =
        new DatabaseProperties.Complete(
            url.replace(authority, other + "," + authority), mySql.username(), mySql.password());
    return new PrimaryDataSource(database.url(), DriverOptions.forLogins(database));
  }

  private static String authority(String url) {
    return URI.create(url.substring("jdbc:".length())).getAuthority();
  }
}
