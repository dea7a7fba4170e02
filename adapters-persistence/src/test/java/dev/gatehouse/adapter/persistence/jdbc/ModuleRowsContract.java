package dev.gatehouse.adapter.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.testkit.mysql.Fault;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SEC-15: rows of a module, on a real server whose connections are lost. */
abstract class ModuleRowsContract implements OnDatabase {

  private static final int CALLS = 10;
  private static final String INSERT = "insert into `note` (`id`) values (1)";

  private TestDatabase database;
  private MySqlProxy proxy;
  private HikariDataSource pool;
  private HikariDataSource otherReplica;
  private JdbcClient jdbc;
  private StorageRetry retry;

  @BeforeEach
  void open() throws Exception {
    database = createDatabase();
    proxy = MySqlProxy.before(database.settings().url());
    pool =
        ConnectionPool.open(
            new DatabaseProperties.Complete(
                proxy.url(), database.settings().username(), database.settings().password()));
    otherReplica = ConnectionPool.open(database.settings());
    jdbc = JdbcClient.create(pool);
    retry = new DatabaseRetry(pool);
    retry.call(() -> jdbc.sql("create table `note` (`id` int primary key)").update());
    atOnce(() -> retry.call(this::count));
  }

  @AfterEach
  void close() throws Exception {
    pool.close();
    otherReplica.close();
    proxy.close();
    database.close();
  }

  @Test
  void calls_succeed_when_all_connections_were_cut() throws Exception {
    proxy.cutAll();

    assertThat(atOnce(() -> retry.call(this::count))).containsOnly(0).hasSize(CALLS);
  }

  @Test
  void the_first_calls_after_a_restart_of_the_server_succeed() throws Exception {
    proxy.goDown();
    // The port stays taken until the last accept has noticed that it is closed.
    await().ignoreExceptionsInstanceOf(BindException.class).untilAsserted(proxy::heal);

    assertThat(atOnce(() -> retry.call(this::count))).containsOnly(0).hasSize(CALLS);
  }

  @Test
  void a_later_attempt_finds_the_row_of_an_attempt_whose_answer_was_lost() {
    proxy.failNext("insert into `note`", Fault.LOST_AFTER);

    String result = retry.call(() -> insert("first"), () -> insert("again"));

    assertThat(result).isEqualTo("again: taken");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void one_replica_at_a_time_removes_expired_rows() {
    List<String> rounds = new ArrayList<>();
    ExpiredRowCleanup other = cleanup(otherReplica, () -> rounds.add("other"));
    ExpiredRowCleanup one =
        cleanup(
            pool,
            () -> {
              rounds.add("one");
              other.run();
            });

    one.run();
    assertThat(rounds).containsExactly("one");

    other.run();
    assertThat(rounds).containsExactly("one", "other");
  }

  @Test
  void a_replica_whose_connections_are_cut_leaves_the_cleanup_to_the_others() {
    List<String> rounds = new ArrayList<>();
    ExpiredRowCleanup one =
        cleanup(
            pool,
            () -> {
              proxy.cutAll();
              rounds.add("one");
            });

    ExpiredRowCleanup other = cleanup(otherReplica, () -> rounds.add("other"));

    one.run();

    await()
        .untilAsserted(() -> {
          other.run();
          assertThat(rounds).containsExactly("one", "other");
        });
  }

  private static ExpiredRowCleanup cleanup(HikariDataSource pool, Runnable round) {
    return new ExpiredRowCleanup(
        List.of((now, atMost) -> {
          round.run();
          return 0;
        }),
        new CleanupLock(pool)::runIfFree,
        Clock.systemUTC(),
        new SplittableRandom());
  }

  private String insert(String attempt) {
    try {
      jdbc.sql(INSERT).update();
      return attempt + ": inserted";
    } catch (DuplicateKeyException e) {
      return attempt + ": taken";
    }
  }

  private int count() {
    return jdbc.sql("select count(*) from `note`").query(Integer.class).single();
  }

  /** The results of as many calls at once as the pool keeps connections. */
  private static List<Integer> atOnce(Callable<Integer> call) throws Exception {
    List<Integer> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        answers.add(threads.submit(call));
      }
      for (Future<Integer> answer : answers) {
        results.add(answer.get());
      }
    }
    return results;
  }
}
