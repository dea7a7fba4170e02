package dev.gatehouse.integration.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Two replicas over one MySQL, each behind a proxy that can hold a command back. Their clocks stand
 * at one moment.
 */
final class ReplicaPair implements AutoCloseable {

  /** Bounds each wait; longer than any wait on a crowded machine. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Instant ALL_ARE_DUE = Instant.parse("2999-01-01T00:00:00Z");

  private final MySqlDatabase mySql;
  private final MySqlProxy proxyOfOne;
  private final MySqlProxy proxyOfTwo;
  private final Instant now;
  private final EmbeddedReplica one;
  private final EmbeddedReplica two;

  private ReplicaPair(Map<String, String> settings) throws SQLException, IOException {
    mySql = MySqlDatabase.create();
    proxyOfOne = MySqlProxy.before(mySql.url());
    proxyOfTwo = MySqlProxy.before(mySql.url());
    now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    one = start(settings, proxyOfOne);
    two = start(settings, proxyOfTwo);
  }

  static ReplicaPair start(Map<String, String> settings) throws SQLException, IOException {
    return new ReplicaPair(settings);
  }

  private EmbeddedReplica start(Map<String, String> settings, MySqlProxy proxy) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(EmbeddedReplica.NOW, now.toString());
    // A call that waits for the other must not give up first.
    all.put(
        "spring.datasource.url",
        proxy.url()
            + "&socketTimeout=60000"
            + "&sessionVariables=innodb_lock_wait_timeout=60,lock_wait_timeout=60");
    all.put("spring.datasource.username", mySql.username());
    all.put("spring.datasource.password", mySql.password());
    all.put("gatehouse.limits.requests-per-minute", "0");
    all.put("gatehouse.session.signing-keys", TestKeys.file().toString());
    return EmbeddedReplica.startOnFakes(all, TicketMethods.class);
  }

  AccountCalls one() {
    return new AccountCalls(one.port());
  }

  AccountCalls two() {
    return new AccountCalls(two.port());
  }

  /** Closes all accounts that are to be closed at any time, on the first replica. */
  void closeAllOnOne() {
    one.closeDue(ALL_ARE_DUE);
  }

  /** The same on the second replica. */
  void closeAllOnTwo() {
    two.closeDue(ALL_ARE_DUE);
  }

  /** Closes the accounts whose grace time has ended, on the second replica. */
  void closeDueOnTwo() {
    two.closeDue(now);
  }

  /**
   * How two calls ended.
   *
   * @param waited whether the second waited for the first
   */
  record Race(Answer first, Answer second, boolean waited) {}

  /**
   * Two calls at once. The first, on the first replica, has done everything but its commit when the
   * second, on the second replica, comes to the statement that has to wait for it.
   *
   * @param written by the transaction of the first call, and by no other
   * @param waitsAt the statement of the second call; if the call ends without it, it did not wait
   */
  Race race(Callable<Answer> first, String written, Callable<Answer> second, String waitsAt)
      throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Runnable hold = () -> hold(held, released);
    proxyOfOne.beforeNext(written, () -> proxyOfOne.beforeNextOfSameConnection("commit", hold));
    return race(first, second, waitsAt, held, released);
  }

  /**
   * The same; the first call is held before it sends a statement.
   *
   * @param statement which the first call has not sent when the second one ends
   */
  Race overtaken(Callable<Answer> first, String statement, Callable<Answer> second)
      throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    proxyOfOne.beforeNext(statement, () -> hold(held, released));
    return race(first, second, "no statement: it ends", held, released);
  }

  /**
   * The same; the first call has lost the answer to a commit, and is held before it repeats a
   * statement.
   *
   * @param written by the transaction of the first call whose commit is lost
   */
  Race overtakenAfterLostCommit(
      Callable<Answer> first, String written, String statement, Callable<Answer> second)
      throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    proxyOfOne.beforeNext(
        written,
        () -> {
          proxyOfOne.failNextOfSameConnection("commit", Fault.LOST_AFTER);
          proxyOfOne.beforeNext(statement, () -> hold(held, released));
        });
    return race(first, second, "no statement: it ends", held, released);
  }

  private Race race(
      Callable<Answer> first,
      Callable<Answer> second,
      String waitsAt,
      CountDownLatch held,
      CountDownLatch released)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        Future<Answer> ofFirst = threads.submit(first);
        await().atMost(LONGEST).until(() -> held.getCount() == 0 || ofFirst.isDone());
        assertThat(ofFirst.isDone()).as("the first call is held").isFalse();
        proxyOfTwo.forget();
        Future<Answer> ofSecond = threads.submit(() -> answered(second));
        await()
            .atMost(LONGEST)
            .until(() ->
                ofSecond.isDone()
                    || proxyOfTwo.commands().stream().anyMatch(sql -> sql.contains(waitsAt)));
        boolean waited = !ofSecond.isDone();
        released.countDown();
        return new Race(ofFirst.get(), ofSecond.get(), waited);
      } finally {
        released.countDown();
      }
    }
  }

  private static void hold(CountDownLatch held, CountDownLatch released) {
    held.countDown();
    try {
      if (!released.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the second call did not come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A call that waited may have no time left to end; a client then asks again. */
  static Answer answered(Callable<Answer> call) throws Exception {
    Answer answer = call.call();
    for (int again = 0; again < 10 && answer.status() == 503; again++) {
      answer = call.call();
    }
    return answer;
  }

  /** Loses the answer to the commit of a transaction on the first replica. */
  void loseCommitAfter(String written) {
    proxyOfOne.beforeNext(
        written, () -> proxyOfOne.failNextOfSameConnection("commit", Fault.LOST_AFTER));
  }

  /** Lets the grace time of a user end at the moment at which the clocks stand. */
  void endGrace(long user) throws SQLException {
    try (Connection database = connection();
        PreparedStatement update =
            database.prepareStatement(
                "update `user` set `closes_at` = `created_at` where `id` = ?")) {
      update.setLong(1, user);
      update.executeUpdate();
    }
  }

  /** The recorded changes of a user after the registration, in alphabetical order. */
  List<String> changes(long user) throws SQLException {
    try (Connection database = connection();
        PreparedStatement query =
            database.prepareStatement(
                "select `event` from `audit_log` where `user_id` = ? and `outcome` = 'success' and"
                    + " `event` in ('link', 'unlink', 'closure', 'reopening', 'erasure')"
                    + " order by `event`")) {
      query.setLong(1, user);
      List<String> changes = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          changes.add(rows.getString(1));
        }
      }
      return changes;
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(mySql.url(), mySql.username(), mySql.password());
  }

  @Override
  public void close() throws SQLException, IOException {
    one.close();
    two.close();
    proxyOfOne.close();
    proxyOfTwo.close();
    mySql.close();
  }
}
