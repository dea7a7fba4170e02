package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What clients were told. Afterwards the database is held against it: what was acknowledged is
 * there, once. Thread-safe.
 */
final class LoginLedger {

  private record Told(long userId, boolean registered) {}

  private final ConcurrentMap<String, Collection<Told>> told = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Collection<String> unexpected = new ConcurrentLinkedQueue<>();
  private final LongAdder registrations = new LongAdder();
  private final LongAdder returns = new LongAdder();
  private final LongAdder refusals = new LongAdder();

  /** An answer, which must be a success or the one failure that a database in trouble may cause. */
  void answered(String person, Answer answer) {
    switch (answer.status()) {
      case 200 -> {
        returns.increment();
        tell(person, new Told(answer.userId(), false));
      }
      case 201 -> {
        registrations.increment();
        tell(person, new Told(answer.userId(), true));
      }
      default -> {
        refusals.increment();
        refused.add(person);
        if (!isStorageUnavailable(answer)) {
          unexpected.add(answer.status() + " " + answer.http().body());
        }
      }
    }
  }

  /** A call that never got its answer, because the replica was killed. */
  void cutOff(String person) {
    refused.add(person);
  }

  /** A call that failed in a way it must not. */
  void unexpected(String what) {
    unexpected.add(what);
  }

  long registrations() {
    return registrations.sum();
  }

  long successes() {
    return registrations.sum() + returns.sum();
  }

  long refusals() {
    return refusals.sum();
  }

  Set<String> people() {
    return told.keySet();
  }

  /**
   * Holds the database against the ledger.
   *
   * @param url of the database, with user and password
   */
  void check(String url, WeChatSimulator weChat) throws SQLException {
    assertThat(unexpected).as("failures other than storage_unavailable").isEmpty();

    Map<String, Long> users = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "select m.`identification`, u.`id` from `user_login_method` m"
                  + " join `user` u on u.`id` = m.`user_id`")) {
        while (row.next()) {
          assertThat(users.put(row.getString(1), row.getLong(2)))
              .as("another user of the identity of user %s", row.getLong(2))
              .isNull();
        }
      }
      assertThat(count(statement, "user"))
          .as("users, each with a login method")
          .isEqualTo(users.size());
      assertThat(count(statement, "user_login_method"))
          .as("login methods, each with a user")
          .isEqualTo(users.size());
      assertThat(users.values()).as("users, each with one login method").doesNotHaveDuplicates();
      assertRegistrationsRecorded(statement, users.values());
    }

    told.forEach((person, answers) -> {
      assertThat(answers)
          .extracting(Told::userId)
          .as("what %s was told", person)
          .containsOnly(users.get(weChat.unionId(person)));
      List<Told> registered = answers.stream().filter(Told::registered).toList();
      assertThat(registered).as("registrations of %s", person).hasSizeLessThanOrEqualTo(1);
      if (!refused.contains(person)) {
        assertThat(registered).as("registrations of %s, who met no failure", person).hasSize(1);
      }
    });
  }

  /** SEC-31: the log has one registration for each user, and no others. */
  private static void assertRegistrationsRecorded(Statement statement, Collection<Long> users)
      throws SQLException {
    Collection<Long> recorded = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            "select `user_id` from `audit_log` where `event` = 'registration'")) {
      while (row.next()) {
        recorded.add(row.getLong(1));
      }
    }
    assertThat(recorded).as("recorded registrations").containsExactlyInAnyOrderElementsOf(users);
  }

  @Override
  public String toString() {
    return "%d registered, %d returned, %d refused, %d unexpected"
        .formatted(registrations.sum(), returns.sum(), refusals.sum(), unexpected.size());
  }

  private void tell(String person, Told what) {
    told.computeIfAbsent(person, _ -> new ConcurrentLinkedQueue<>()).add(what);
  }

  private static boolean isStorageUnavailable(Answer answer) {
    return answer.status() == 503
        && answer.code().equals("storage_unavailable")
        && !answer.header("Retry-After").isEmpty();
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from `" + table + "`")) {
      row.next();
      return row.getLong(1);
    }
  }
}
