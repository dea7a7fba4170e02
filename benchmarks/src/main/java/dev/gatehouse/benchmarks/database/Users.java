package dev.gatehouse.benchmarks.database;

import dev.gatehouse.domain.user.UserRepository;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A database with a number of users, and the service's own repository on it. */
public final class Users implements AutoCloseable {

  /** How many people are drawn from to log in: enough to reach nearly every page of an index. */
  private static final int SAMPLE = 200_000;

  /** The service's own repository; nothing else of the service. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Repository {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  private final String url;
  private final long number;
  private final ConfigurableApplicationContext context;

  public Users(String url, long number) throws SQLException {
    this(url, number, 0);
  }

  /**
   * Migrates the database and fills it, unless it is filled already.
   *
   * @param sessions how many sessions the users have at least
   */
  public Users(String url, long number, long sessions) throws SQLException {
    this.url = url;
    this.number = number;
    context =
        new SpringApplicationBuilder(Repository.class)
            .web(WebApplicationType.NONE)
            .properties(
                Map.of(
                    "spring.datasource.url", url,
                    "spring.datasource.username", "gatehouse",
                    "spring.datasource.password", "gatehouse",
                    "spring.main.banner-mode", "off",
                    "logging.level.root", "WARN",
                    "logging.level.org.flywaydb", "ERROR"))
            .run();
    try (Connection connection = DriverManager.getConnection(url)) {
      BulkLoad.fill(connection, number);
      BulkLoad.fillSessions(connection, number, sessions);
      // Reads every entry of both indexes once, so that what fits into memory is there.
      touch(connection);
    }
  }

  public long number() {
    return number;
  }

  /** The JDBC URL of the database, with account and password. */
  public String url() {
    return url;
  }

  public UserRepository repository() {
    return context.getBean(UserRepository.class);
  }

  /** Unionids of users, drawn at random. */
  public List<String> sample() {
    Random random = new Random(1);
    return LongStream.range(0, Math.min(SAMPLE, number))
        .mapToObj(
            i -> BulkLoad.identification(1 + (number <= SAMPLE ? i : random.nextLong(number))))
        .toList();
  }

  private static void touch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select count(`identification`) from `user_login_method` force index (`user_login_method_identity`)");
      statement.execute("select count(`created_at`) from `user_login_method` use index ()");
      statement.execute("select count(`name`) from `user` use index ()");
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
