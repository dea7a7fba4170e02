package dev.gatehouse.testkit.mysql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The real servers that tests use: the one that an environment variable names, or one that {@code
 * bin/mysql} starts now and that is stopped when this JVM ends.
 */
final class MySqlServer {

  static final MySqlServer MYSQL =
      new MySqlServer("MySQL 9.7", "GATEHOUSE_TEST_MYSQL_URL", "mysql-test");
  static final MySqlServer MARIADB =
      new MySqlServer("MariaDB 10.11", "GATEHOUSE_TEST_MARIADB_URL", "mariadb-test", "--mariadb");

  private final String product;
  private final String variable;
  private final String folder;
  private final List<String> options;
  private @Nullable String url;

  private MySqlServer(String product, String variable, String folder, String... options) {
    this.product = product;
    this.variable = variable;
    this.folder = folder;
    this.options = List.of(options);
  }

  /** Its JDBC URL, with user and password in the query. Fails if there is none to be had. */
  synchronized String url() {
    if (url == null) {
      url = find();
    }
    return url;
  }

  private String find() {
    String given = System.getenv(variable);
    if (given != null && !given.isBlank()) {
      return given;
    }
    Path data = BinMySql.project().resolve(".gatehouse").resolve(folder);
    List<String> place = new ArrayList<>(options);
    place.addAll(List.of("--data", data.toString()));
    boolean starting = BinMySql.run("status", place).isBlank();
    List<String> fast = new ArrayList<>(place);
    fast.add("--fast");
    String started = BinMySql.run("start", fast).strip();
    if (started.isEmpty()) {
      throw new IllegalStateException(
          "no "
              + product
              + " for the tests: see what bin/mysql said above, set "
              + variable
              + ", or leave these tests out with bin/test --without-mysql");
    }
    if (starting) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> BinMySql.run("stop", place)));
    }
    return started;
  }
}
