package dev.gatehouse.benchmarks.scenario;

import dev.gatehouse.benchmarks.database.BulkLoad;
import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.figure.Samples;
import dev.gatehouse.benchmarks.testbed.TestBed;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What it costs to find a returning user, by the number of users there are. One client, one lookup
 * after the other, of users drawn at random; the sizes take turns, so that a slow moment of the
 * machine meets all of them.
 */
public final class LookupScenario implements Scenario {

  static final String MEDIAN = "median µs";

  private static final LoginMethod METHOD = new LoginMethod("WX");
  private static final int ROUNDS = 21;
  private static final int LOOKUPS = 3_000;

  @Override
  public void run(TestBed bed, Recording recording) throws IOException, SQLException {
    List<Users> sizes = new ArrayList<>();
    try {
      for (long number : bed.options().users()) {
        sizes.add(prepared(bed, number));
      }
      Random random = new Random(1);
      for (int round = -3; round < ROUNDS; round++) {
        for (Users users : sizes) {
          double serverMillis = -bed.mySql().figures().cpuMillis();
          Samples lookups = lookups(users, random);
          serverMillis += bed.mySql().figures().cpuMillis();
          if (round >= 0) {
            String name = SizeScenario.name(users.number(), "users");
            recording.add(name, MEDIAN, lookups.micros(0.5));
            recording.add(name, "p99 µs", lookups.micros(0.99));
            recording.add(name, "server's CPU µs", serverMillis * 1000 / LOOKUPS);
          }
        }
      }
      for (Users users : sizes) {
        recordSize(users, recording);
      }
    } finally {
      sizes.forEach(Users::close);
    }
  }

  private static Users prepared(TestBed bed, long number) throws SQLException {
    long begin = System.nanoTime();
    Users users = new Users(bed.mySql().database("users_" + number), number);
    TestBed.say(
        String.format(
            Locale.ROOT,
            "%,d users ready after %.1f s",
            number,
            (System.nanoTime() - begin) / 1e9));
    return users;
  }

  private static Samples lookups(Users users, Random random) {
    Samples samples = new Samples(LOOKUPS);
    for (int i = 0; i < LOOKUPS; i++) {
      long id = 1 + random.nextLong(users.number());
      ExternalIdentity identity = new ExternalIdentity(METHOD, BulkLoad.identification(id));
      long begin = System.nanoTime();
      UserId found =
          users.repository().findForLogin(identity, Instant.EPOCH).orElseThrow().user().id();
      samples.add(System.nanoTime() - begin);
      if (found.value() != id) {
        throw new IllegalStateException("found user " + found.value() + " instead of " + id);
      }
    }
    return samples;
  }

  private static void recordSize(Users users, Recording recording) throws SQLException {
    try (Connection connection = DriverManager.getConnection(users.url());
        Statement statement = connection.createStatement();
        ResultSet tables =
            statement.executeQuery(
                """
                select table_name, data_length, index_length from information_schema.tables
                 where table_schema = database() and table_name in ('user', 'user_login_method')
                 order by table_name\
                """)) {
      while (tables.next()) {
        String name = SizeScenario.name(users.number(), "users");
        recording.add(name, tables.getString(1) + " MB", tables.getLong(2) / 1e6);
        if (tables.getLong(3) > 0) {
          recording.add(name, "its keys MB", tables.getLong(3) / 1e6);
        }
      }
    }
  }
}
