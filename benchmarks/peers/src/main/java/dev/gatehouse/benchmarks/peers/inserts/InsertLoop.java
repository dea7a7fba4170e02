package dev.gatehouse.benchmarks.peers.inserts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Registers people as fast as the database takes them: the two inserts of a first login in one
 * transaction, over bare JDBC. Reads a number of seconds from each line of its input, works that
 * long and prints how many it registered.
 */
public final class InsertLoop {

  private InsertLoop() {}

  /** Arguments: the database, how many at once, and what identifications begin with. */
  public static void main(String... args)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    int atOnce = Integer.parseInt(args[1]);
    List<Registrar> registrars = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      registrars.add(
          new Registrar(
              DriverManager.getConnection(
                  args[0] + "&cachePrepStmts=true&useLocalSessionState=true"),
              args[2] + "-" + i + "-"));
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        long end = System.nanoTime() + Long.parseLong(line) * 1_000_000_000;
        long registered = 0;
        for (Future<Long> result :
            threads.invokeAll(
                registrars.stream()
                    .<java.util.concurrent.Callable<Long>>map(each -> () -> each.work(end))
                    .toList())) {
          registered += result.get();
        }
        System.out.println(registered);
      }
    }
  }

  /** One client with a connection of its own. */
  private static final class Registrar {

    private final Connection connection;
    private final PreparedStatement user;
    private final PreparedStatement method;
    private final String prefix;
    private long count;

    Registrar(Connection connection, String prefix) throws SQLException {
      this.connection = connection;
      this.prefix = prefix;
      connection.setAutoCommit(false);
      user =
          connection.prepareStatement(
              "insert into `user` (`name`, `created_at`) values (?, now(3))",
              Statement.RETURN_GENERATED_KEYS);
      method =
          connection.prepareStatement(
              """
              insert into `user_login_method` (`user_id`, `login_method`, `identification`, `created_at`)
              values (?, 'WX', ?, now(3))
              """);
    }

    long work(long end) throws SQLException {
      long before = count;
      while (System.nanoTime() < end) {
        user.setString(1, "小明");
        user.executeUpdate();
        try (ResultSet key = user.getGeneratedKeys()) {
          key.next();
          method.setLong(1, key.getLong(1));
        }
        method.setString(2, prefix + ++count);
        method.executeUpdate();
        connection.commit();
      }
      return count - before;
    }
  }
}
