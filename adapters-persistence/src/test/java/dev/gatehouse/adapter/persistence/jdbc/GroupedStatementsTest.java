package dev.gatehouse.adapter.persistence.jdbc;

import static java.time.Duration.ofMillis;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

/** Where a caller waits for ever, a test is ended. */
@Timeout(30)
class GroupedStatementsTest {

  private static final int FULL_DISK = 1021;
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(GroupedStatements.SLOW_MILLIS);

  /** Remembers statements. A statement of an element named "held" waits for {@link #release}. */
  private static final class Table implements GroupedStatements.Statements<String, Boolean> {

    private final List<List<String>> statements = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore release = new Semaphore(0);
    private Runnable beforeEach = () -> {};

    @Override
    public Map<String, Boolean> together(List<String> elements) {
      return run(elements)
          ? elements.stream()
              .distinct()
              .filter(element -> !element.equals("left out"))
              .collect(toMap(identity(), _ -> true))
          : Map.of();
    }

    @Override
    public Boolean alone(String element) {
      return run(List.of(element));
    }

    @Override
    public Boolean again(String element) {
      return run(List.of(element, "again"));
    }

    private boolean run(List<String> elements) {
      beforeEach.run();
      statements.add(elements);
      if (elements.contains("held")) {
        release.acquireUninterruptibly();
      }
      if (elements.contains("taken")) {
        throw new DuplicateKeyException("");
      }
      if (elements.contains("full")) {
        throw new DataAccessResourceFailureException("", new SQLException("", "HY000", FULL_DISK));
      }
      if (elements.contains("odd")) {
        throw new IllegalArgumentException("a row that cannot be read");
      }
      if (elements.contains("lost")) {
        throw new DataAccessResourceFailureException("", new SQLException("", "08S01"));
      }
      if (elements.contains("defect")) {
        throw new StackOverflowError();
      }
      return !elements.contains("refused");
    }
  }

  private final Table table = new Table();
  private final AtomicLong nanoTime = new AtomicLong();
  private GroupedStatements<String, Boolean> grouped =
      new GroupedStatements<>(new DatabaseRetry(), table, nanoTime::get);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    table.release.release(100);
    callers.close();
  }

  @Test
  void callers_that_come_one_after_another_have_a_statement_each() {
    assertThat(grouped.call("a")).isTrue();
    assertThat(grouped.call("refused")).isFalse();
    assertThat(grouped.call("b")).isTrue();

    assertThat(table.statements).containsExactly(List.of("a"), List.of("refused"), List.of("b"));
  }

  @Test
  void callers_that_come_during_a_statement_share_the_next() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a", "b", "c");

    table.release.release();

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements).containsExactly(List.of("held"), List.of("a", "b", "c"));
  }

  @Test
  void callers_for_the_same_element_share_its_result() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a", "a");

    table.release.release();

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements).containsExactly(List.of("held"), List.of("a", "a"));
  }

  @Test
  void an_element_that_the_common_statement_leaves_out_has_its_own() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("left out", "a", "left out");

    table.release.release();

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements)
        .containsExactly(
            List.of("held"),
            List.of("left out", "a", "left out"),
            List.of("left out", "again"),
            List.of("left out", "again"));
  }

  /** Else a connection that is lost would hold up all callers. */
  @Test
  void a_caller_that_finds_a_slow_statement_runs_another_for_all_that_wait() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a");
    nanoTime.addAndGet(SLOW - 1);
    calls.add(call("b"));
    nanoTime.addAndGet(1);

    assertThat(callers.submit(() -> grouped.call("c")).get()).isTrue();

    assertThat(calls.get(1).get()).isTrue();
    assertThat(calls.get(2).get()).isTrue();
    assertThat(callers.submit(() -> grouped.call("d")).get()).isTrue();
    assertThat(calls.getFirst()).isNotDone();
    assertThat(table.statements)
        .containsExactly(List.of("held"), List.of("c", "a", "b"), List.of("d"));
  }

  @Test
  void callers_wait_for_the_statement_that_runs_beside_a_slow_one() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns();
    nanoTime.addAndGet(SLOW);
    calls.addAll(whileOneRuns("a"));

    table.release.release(2);

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements).containsExactly(List.of("held"), List.of("held"), List.of("a"));
  }

  @Test
  void a_statement_counts_as_slow_from_its_own_begin() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("held", "a");
    nanoTime.addAndGet(SLOW);
    table.release.release();
    await().pollInterval(ofMillis(1)).until(() -> table.statements.size() == 2);
    calls.add(call("b"));

    table.release.release();

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements)
        .containsExactly(List.of("held"), List.of("held", "a"), List.of("b"));
  }

  @Test
  void slow_statements_have_a_number_and_the_next_run_one_by_one_again() throws Exception {
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int begun = 1; begun <= GroupedStatements.MOST_AT_ONCE; begun++) {
      int expected = begun;
      calls.add(callers.submit(() -> grouped.call("held")));
      await().pollInterval(ofMillis(1)).until(() -> table.statements.size() == expected);
      nanoTime.addAndGet(SLOW);
    }
    calls.add(call("a"));
    calls.add(call("b"));

    table.release.release();

    assertThat(calls.get(GroupedStatements.MOST_AT_ONCE).get()).isTrue();
    assertThat(table.statements).endsWith(List.of("a", "b"));
    table.release.release(GroupedStatements.MOST_AT_ONCE - 1);
    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    int before = table.statements.size();
    calls = whileOneRuns("c", "d");
    table.release.release();
    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements.subList(before, table.statements.size()))
        .containsExactly(List.of("held"), List.of("c", "d"));
  }

  @Test
  void a_refused_element_does_not_refuse_its_neighbours() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a", "refused", "b");

    table.release.release();

    assertThat(calls.get(1).get()).isTrue();
    assertThat(calls.get(2).get()).isFalse();
    assertThat(calls.get(3).get()).isTrue();
  }

  @Test
  void the_error_of_one_element_is_its_own() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a", "taken", "b");

    table.release.release();

    assertThat(calls.get(1).get()).isTrue();
    assertThatThrownBy(() -> calls.get(2).get()).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(calls.get(3).get()).isTrue();
    assertThat(table.statements.subList(2, 5))
        .containsExactlyInAnyOrder(
            List.of("a", "again"), List.of("taken", "again"), List.of("b", "again"));
  }

  @Test
  void a_row_that_cannot_be_read_is_the_error_of_its_caller() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("a", "odd", "b");

    table.release.release();

    assertThat(calls.get(1).get()).isTrue();
    assertThatThrownBy(() -> calls.get(2).get()).hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(calls.get(3).get()).isTrue();
  }

  /** Else each caller of a lost statement would wait for another connection that is lost, too. */
  @Test
  void connections_are_renewed_before_the_callers_of_a_lost_statement_run_their_own()
      throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:mem:");
      pool.setMaximumPoolSize(1);
      List<Connection> used = Collections.synchronizedList(new ArrayList<>());
      table.beforeEach =
          () -> {
            try (Connection connection = pool.getConnection()) {
              used.add(connection.unwrap(JdbcConnection.class));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          };
      grouped = new GroupedStatements<>(new DatabaseRetry(pool), table, nanoTime::get);
      List<Future<Boolean>> calls = whileOneRuns("lost", "a");

      table.release.release();

      assertThat(calls.get(2).get()).isTrue();
      assertThat(used.get(1)).isSameAs(used.get(0));
      assertThat(used.get(2)).isNotSameAs(used.get(1));
      assertThatThrownBy(() -> calls.get(1).get())
          .hasCauseInstanceOf(StorageUnavailableException.class);
    }
  }

  @Test
  void elements_are_padded_to_a_power_of_two() {
    assertThat(GroupedStatements.padded(List.of("a"))).containsExactly("a");
    assertThat(GroupedStatements.padded(List.of("a", "a"))).containsExactly("a");
    assertThat(GroupedStatements.padded(List.of("a", "b"))).containsExactly("a", "b");
    assertThat(GroupedStatements.padded(List.of("a", "b", "a", "c")))
        .containsExactly("a", "b", "c", "c");
    assertThat(GroupedStatements.padded(IntStream.range(0, 63).boxed().toList())).hasSize(64);
    assertThat(GroupedStatements.padded(IntStream.range(0, 64).boxed().toList())).hasSize(64);
  }

  /** Otherwise a wait for a database that hangs would follow another such wait. */
  @Test
  void callers_do_not_wait_for_each_other_when_the_database_does_not_work() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("held", "full");
    table.release.release();
    await().pollInterval(ofMillis(1)).until(() -> table.statements.size() == 2);
    calls.add(call("a"));
    calls.add(call("b"));

    table.release.release(2);

    assertThat(calls.get(1).get()).isTrue();
    assertThatThrownBy(() -> calls.get(2).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StorageUnavailableException.class);
    assertThat(calls.get(3).get()).isTrue();
    assertThat(calls.get(4).get()).isTrue();
    assertThat(table.statements.subList(2, 6))
        .containsExactlyInAnyOrder(
            List.of("held", "again"),
            List.of("full", "again"),
            List.of("a", "again"),
            List.of("b", "again"));
  }

  @Test
  void a_caller_that_finds_too_many_waiting_runs_its_own() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns();
    for (int i = 0; i < GroupedStatements.MOST; i++) {
      calls.add(call("m" + i));
    }

    assertThat(callers.submit(() -> grouped.call("beyond")).get()).isTrue();

    assertThat(table.statements).containsExactly(List.of("held"), List.of("beyond", "again"));
    table.release.release();
    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
  }

  @Test
  void a_runner_that_fails_unexpectedly_leaves_none_waiting() throws Exception {
    List<Future<Boolean>> calls = whileOneRuns("defect", "a");

    table.release.release();

    assertThatThrownBy(() -> calls.get(1).get()).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(calls.get(2).get()).isTrue();
    assertThat(grouped.call("b")).isTrue();
  }

  /** The first call runs its statement, the others wait in the given order. */
  private List<Future<Boolean>> whileOneRuns(String... waiting) {
    List<Future<Boolean>> calls = new ArrayList<>();
    int before = table.statements.size();
    calls.add(callers.submit(() -> grouped.call("held")));
    await().pollInterval(ofMillis(1)).until(() -> table.statements.size() > before);
    for (String element : waiting) {
      calls.add(call(element));
    }
    return calls;
  }

  private Future<Boolean> call(String element) {
    int before = grouped.waitingNow();
    Future<Boolean> call = callers.submit(() -> grouped.call(element));
    await().pollInterval(ofMillis(1)).until(() -> grouped.waitingNow() > before);
    return call;
  }
}
