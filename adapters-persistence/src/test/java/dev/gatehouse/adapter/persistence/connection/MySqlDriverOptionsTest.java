package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.QueryInfo;
import com.mysql.cj.jdbc.ClientPreparedStatement;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of the driver do on a real server. */
@Tag("mysql")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MySqlDriverOptionsTest {

  private MySqlDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = MySqlDatabase.create();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  /** SEC-15. */
  @ParameterizedTest
  @ValueSource(strings = {"DISABLED", "REQUIRED"})
  void a_statement_that_takes_too_long_ends(String tls) throws SQLException {
    try (Connection connection = connect("sslMode=" + tls);
        Statement statement = connection.createStatement()) {
      assertThat(cipher(statement).isEmpty()).isEqualTo(tls.equals("DISABLED"));
      long begin = System.nanoTime();

      assertThatThrownBy(() -> statement.execute("select sleep(30)"))
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .extracting(SQLException::getSQLState)
          .isEqualTo("08S01");

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(ConnectionPool.STATEMENT, ConnectionPool.STATEMENT.multipliedBy(2));
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISABLED", "REQUIRED"})
  void an_operator_may_give_it_more_time(String tls) throws SQLException {
    try (Connection connection = connect("socketTimeout=20000&sslMode=" + tls);
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("select sleep(1.5)")).isTrue();
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  void a_long_statement_is_parsed_once_for_each_connection() throws SQLException {
    String statement = "select ? " + " ".repeat(2000);

    try (Connection connection = connect("")) {
      assertThat(parsed(connection, statement)).isSameAs(parsed(connection, statement));
    }
  }

  @Test
  void all_statements_of_the_service_are_parsed_once_for_each_connection() throws SQLException {
    List<String> statements = IntStream.range(0, 60).mapToObj(i -> "select ?, " + i).toList();

    try (Connection connection = connect("")) {
      QueryInfo first = parsed(connection, statements.getFirst());
      for (String other : statements) {
        parsed(connection, other);
      }
      assertThat(parsed(connection, statements.getFirst())).isSameAs(first);
    }
  }

  private static QueryInfo parsed(Connection connection, String text) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      return statement.unwrap(ClientPreparedStatement.class).getQueryInfo();
    }
  }

  private static String cipher(Statement statement) throws SQLException {
    try (var status = statement.executeQuery("show session status like 'Ssl_cipher'")) {
      assertThat(status.next()).isTrue();
      return status.getString(2);
    }
  }

  private Connection connect(String options) throws SQLException {
    String url = database.url() + (database.url().contains("?") ? "&" : "?") + options;
    DatabaseProperties.Complete settings =
        new DatabaseProperties.Complete(url, database.username(), database.password());
    return DriverManager.getConnection(url, DriverOptions.forLogins(settings));
  }
}
