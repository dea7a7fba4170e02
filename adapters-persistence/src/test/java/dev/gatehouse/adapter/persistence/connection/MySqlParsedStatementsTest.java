package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.QueryInfo;
import com.mysql.cj.jdbc.ClientPreparedStatement;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The driver parses a statement once for each connection, however long it is and many there are.
 */
@Tag("mysql")
class MySqlParsedStatementsTest {

  private MySqlDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = MySqlDatabase.create();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void a_long_statement_is_parsed_once() throws SQLException {
    String statement = "select ? " + " ".repeat(2000);

    try (Connection connection = connect()) {
      assertThat(parsed(connection, statement)).isSameAs(parsed(connection, statement));
    }
  }

  @Test
  void all_statements_of_the_service_are_parsed_once() throws SQLException {
    List<String> statements = IntStream.range(0, 60).mapToObj(i -> "select ?, " + i).toList();

    try (Connection connection = connect()) {
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

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.url(),
        DriverOptions.forLogins(
            new DatabaseProperties.Complete(
                database.url(), database.username(), database.password())));
  }
}
