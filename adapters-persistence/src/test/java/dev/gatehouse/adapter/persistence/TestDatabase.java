package dev.gatehouse.adapter.persistence;

import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.schema.SchemaMigration;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.sql.SQLException;
import java.util.UUID;

/** An empty database of one's own, on one of the products that this adapter runs on. */
public interface TestDatabase extends AutoCloseable {

  /** Where it is. */
  DatabaseProperties.Complete settings();

  /** An address of the same kind where nothing listens. */
  DatabaseProperties.Complete nowhere();

  /** It and all that is in it goes. */
  @Override
  void close() throws SQLException;

  /** This one, with our tables in it. */
  default TestDatabase migrated() {
    new SchemaMigration(settings()).run();
    return this;
  }

  static TestDatabase onH2() {
    return new H2(UUID.randomUUID());
  }

  static TestDatabase onMySql() throws SQLException {
    return new OnAServer(MySqlDatabase.create());
  }

  static TestDatabase onMariaDb() throws SQLException {
    return new OnAServer(MySqlDatabase.createOnMariaDb());
  }

  /** In memory, until this JVM ends. */
  record H2(UUID name) implements TestDatabase {

    @Override
    public DatabaseProperties.Complete settings() {
      return at("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
    }

    @Override
    public DatabaseProperties.Complete nowhere() {
      return at("jdbc:h2:tcp://127.0.0.1:1/nowhere");
    }

    @Override
    public void close() {
      // No other database has this name.
    }

    private static DatabaseProperties.Complete at(String url) {
      return new DatabaseProperties.Complete(url, "sa", "trial");
    }
  }

  /** On a real MySQL or MariaDB. */
  record OnAServer(MySqlDatabase database) implements TestDatabase {

    @Override
    public DatabaseProperties.Complete settings() {
      return at(database.url());
    }

    @Override
    public DatabaseProperties.Complete nowhere() {
      return at("jdbc:mysql://127.0.0.1:1/nowhere");
    }

    @Override
    public void close() throws SQLException {
      database.close();
    }

    private DatabaseProperties.Complete at(String url) {
      return new DatabaseProperties.Complete(url, database.username(), database.password());
    }
  }
}
