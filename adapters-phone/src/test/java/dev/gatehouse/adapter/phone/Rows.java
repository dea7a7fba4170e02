package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases that have only the tables of this module. */
public final class Rows {

  private static final String SCRIPT = "/gatehouse/migration/sms/V1__challenges_and_counts.sql";
  private static final AtomicInteger NAMES = new AtomicInteger();

  private Rows() {}

  /** One attempt, whose failure is an outage. */
  public static StorageRetry once() {
    return new StorageRetry() {
      @Override
      public <R> R call(Supplier<R> first, Supplier<R> again) {
        try {
          return first.get();
        } catch (DataAccessException e) {
          throw new StorageUnavailableException("away", e);
        }
      }
    };
  }

  /** Every piece of work is done twice, as if the answer to the first attempt had been lost. */
  public static StorageRetry twice() {
    return new StorageRetry() {
      @Override
      public <R> R call(Supplier<R> first, Supplier<R> again) {
        R _ = first.get();
        return again.get();
      }
    };
  }

  public static DataSource h2() {
    DataSource database =
        new DriverManagerDataSource(
            "jdbc:h2:mem:phone%d;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
                .formatted(NAMES.incrementAndGet()),
            "sa",
            "trial");
    migrate(database);
    return database;
  }

  public static DataSource on(MySqlDatabase database) {
    DataSource source =
        new DriverManagerDataSource(database.url(), database.username(), database.password());
    migrate(source);
    return source;
  }

  public static DataSource unreachable() {
    return new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/nowhere", "sa", "");
  }

  public static MySqlDatabase mySql() {
    try {
      return MySqlDatabase.create();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void migrate(DataSource database) {
    try (InputStream script = Objects.requireNonNull(Rows.class.getResourceAsStream(SCRIPT))) {
      for (String statement : new String(script.readAllBytes(), UTF_8).split(";\n", -1)) {
        if (statement.contains("create table")) {
          JdbcClient.create(database).sql(statement).update();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
