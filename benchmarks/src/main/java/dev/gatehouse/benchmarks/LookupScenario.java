package dev.gatehouse.benchmarks;

import dev.gatehouse.domain.login.ExternalIdentity;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What it costs to find a returning user, by the number of users there are. One client, one lookup
 * after the other, of users drawn at random; the sizes take turns, so that a slow moment of the
 * machine meets all of them.
 */
final class LookupScenario implements Scenario {

  private static final LoginMethod METHOD = new LoginMethod("WX");
  private static final int ROUNDS = 21;
  private static final int LOOKUPS = 3_000;

  /** The service's own repository; nothing else of the service. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Repository {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }

  /** One database of a size, and what was measured on it. */
  private static final class Size implements AutoCloseable {

    private final long users;
    private final ConfigurableApplicationContext context;
    private final UserRepository repository;
    private final Samples latencies = new Samples(ROUNDS * LOOKUPS);
    private final Samples roundMedians = new Samples(ROUNDS);
    private long serverTicks;

    Size(String server, long users) throws SQLException {
      this.users = users;
      String database = "/gatehouse_bench_" + users + "?createDatabaseIfNotExist=true&";
      context =
          new SpringApplicationBuilder(Repository.class)
              .web(WebApplicationType.NONE)
              .properties(
                  Map.of(
                      "spring.datasource.url", server.replaceFirst("/gatehouse\\?", database),
                      "spring.datasource.username", "gatehouse",
                      "spring.datasource.password", "gatehouse",
                      "spring.main.banner-mode", "off",
                      "logging.level.root", "WARN",
                      "logging.level.org.flywaydb", "ERROR"))
              .run();
      repository = context.getBean(UserRepository.class);
    }

    DataSource dataSource() {
      return context.getBean(DataSource.class);
    }

    void round(Random random, Path serverStat) throws IOException {
      Samples round = new Samples(LOOKUPS);
      long ticks = ticks(serverStat);
      for (int i = 0; i < LOOKUPS; i++) {
        long id = 1 + random.nextLong(users);
        ExternalIdentity identity = new ExternalIdentity(METHOD, BulkLoad.identification(id));
        long begin = System.nanoTime();
        UserId found = repository.findByIdentity(identity).orElseThrow().id();
        long took = System.nanoTime() - begin;
        if (found.value() != id) {
          throw new IllegalStateException("found user " + found.value() + " instead of " + id);
        }
        round.add(took);
        latencies.add(took);
      }
      serverTicks += ticks(serverStat) - ticks;
      roundMedians.add((long) (round.micros(0.5) * 1_000));
    }

    @Override
    public void close() {
      context.close();
    }
  }

  /**
   * Arguments: the server's URL as bin/mysql prints it, its process id, and the numbers of users.
   */
  @Override
  public List<Map<String, Object>> run(List<String> arguments) throws Exception {
    Path serverStat = Path.of("/proc", arguments.get(1), "stat");
    List<Size> sizes = new ArrayList<>();
    try {
      for (String users : arguments.subList(2, arguments.size())) {
        sizes.add(prepared(arguments.getFirst(), Long.parseLong(users)));
      }
      Random random = new Random(1);
      for (int round = -3; round < ROUNDS; round++) {
        for (Size size : sizes) {
          if (round < 0) {
            warmUp(size, random);
          } else {
            size.round(random, serverStat);
          }
        }
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      for (Size size : sizes) {
        rows.add(row(size, sizes.getFirst()));
      }
      return rows;
    } finally {
      sizes.forEach(Size::close);
    }
  }

  private static Size prepared(String server, long users) throws SQLException {
    Size size = new Size(server, users);
    long begin = System.nanoTime();
    try (Connection connection =
        DriverManager.getConnection(
            server.replaceFirst("/gatehouse\\?", "/gatehouse_bench_" + users + "?"))) {
      BulkLoad.fill(connection, users);
      // Reads every entry of both indexes once, so that what fits into memory is there.
      touch(connection);
    }
    System.err.printf(
        Locale.ROOT, "%,d users ready after %.1f s%n", users, (System.nanoTime() - begin) / 1e9);
    return size;
  }

  private static void touch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "select count(`identification`) from `user_login_method` force index (`user_login_method_identity`)");
      statement.execute("select count(`created_at`) from `user_login_method` use index ()");
      statement.execute("select count(`name`) from `user` use index ()");
    }
  }

  private static void warmUp(Size size, Random random) {
    for (int i = 0; i < LOOKUPS; i++) {
      long id = 1 + random.nextLong(size.users);
      size.repository.findByIdentity(new ExternalIdentity(METHOD, BulkLoad.identification(id)));
    }
  }

  private static Map<String, Object> row(Size size, Size first) throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("users", size.users);
    row.put("median µs", round(size.roundMedians.micros(0.5)));
    row.put("p99 µs", round(size.latencies.micros(0.99)));
    row.put(
        "ratio of medians",
        Math.round(100 * size.roundMedians.micros(0.5) / first.roundMedians.micros(0.5)) / 100.0);
    row.put("server CPU µs", round(size.serverTicks * 10_000.0 / (ROUNDS * LOOKUPS)));
    try (Connection connection = size.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                """
                select table_name, data_length, index_length from information_schema.tables
                 where table_schema = database() and table_name like 'user%' order by table_name\
                """)) {
      while (tables.next()) {
        row.put(tables.getString(1) + " MB", tables.getLong(2) / 1_000_000);
        if (tables.getLong(3) > 0) {
          row.put("its keys MB", tables.getLong(3) / 1_000_000);
        }
      }
    }
    return row;
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** CPU time of a process, user and system, in hundredths of a second (proc(5)). */
  private static long ticks(Path stat) throws IOException {
    String text = Files.readString(stat);
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
