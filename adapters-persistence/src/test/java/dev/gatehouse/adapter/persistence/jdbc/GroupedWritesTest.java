package dev.gatehouse.adapter.persistence.jdbc;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

class GroupedWritesTest {

  private static final int FULL_DISK = 1021;

  /** Remembers statements. A statement of an element named "held" waits for {@link #release}. */
  private static final class Table implements GroupedWrites.Rows<String> {

    private final List<List<String>> statements = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore release = new Semaphore(0);

    @Override
    public boolean writeTogether(List<String> elements) {
      return run(elements);
    }

    @Override
    public boolean write(String element) {
      return run(List.of(element));
    }

    @Override
    public boolean writeAgain(String element) {
      return run(List.of(element, "again"));
    }

    private boolean run(List<String> elements) {
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
      if (elements.contains("defect")) {
        throw new StackOverflowError();
      }
      return !elements.contains("refused");
    }
  }

  private final Table table = new Table();
  private final GroupedWrites<String> writes = new GroupedWrites<>(new DatabaseRetry(), table);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    table.release.release();
    callers.close();
  }

  @Test
  void callers_that_come_one_after_another_have_a_statement_each() {
    assertThat(writes.write("a")).isTrue();
    assertThat(writes.write("refused")).isFalse();
    assertThat(writes.write("b")).isTrue();

    assertThat(table.statements).containsExactly(List.of("a"), List.of("refused"), List.of("b"));
  }

  @Test
  void callers_that_come_during_a_statement_share_the_next() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites("a", "b", "c");

    table.release.release();

    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    assertThat(table.statements).containsExactly(List.of("held"), List.of("a", "b", "c"));
  }

  @Test
  void a_refused_element_does_not_refuse_its_neighbours() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites("a", "refused", "b");

    table.release.release();

    assertThat(calls.get(1).get()).isTrue();
    assertThat(calls.get(2).get()).isFalse();
    assertThat(calls.get(3).get()).isTrue();
  }

  @Test
  void the_error_of_one_element_is_its_own() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites("a", "taken", "b");

    table.release.release();

    assertThat(calls.get(1).get()).isTrue();
    assertThatThrownBy(() -> calls.get(2).get()).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(calls.get(3).get()).isTrue();
    assertThat(table.statements.subList(2, 5))
        .containsExactlyInAnyOrder(
            List.of("a", "again"), List.of("taken", "again"), List.of("b", "again"));
  }

  /** Otherwise a wait for a database that hangs would follow another such wait. */
  @Test
  void callers_do_not_wait_for_each_other_when_the_database_does_not_work() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites("held", "full");
    table.release.release();
    await().pollInterval(ofMillis(1)).until(() -> table.statements.size() == 2);
    calls.add(call("a"));
    calls.add(call("b"));

    table.release.release(2);

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
  void a_caller_that_finds_too_many_waiting_writes_alone() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites();
    for (int i = 0; i < GroupedWrites.MOST; i++) {
      calls.add(call("m" + i));
    }

    assertThat(writes.write("beyond")).isTrue();

    assertThat(table.statements).containsExactly(List.of("held"), List.of("beyond", "again"));
    table.release.release();
    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
  }

  @Test
  void a_writer_that_fails_unexpectedly_leaves_none_waiting() throws Exception {
    List<Future<Boolean>> calls = whileOneWrites("defect", "a");

    table.release.release();

    assertThatThrownBy(() -> calls.get(1).get()).hasCauseInstanceOf(StackOverflowError.class);
    assertThat(calls.get(2).get()).isTrue();
    assertThat(writes.write("b")).isTrue();
  }

  /** The first call is the one that writes, the others wait in the given order. */
  private List<Future<Boolean>> whileOneWrites(String... waiting) {
    List<Future<Boolean>> calls = new ArrayList<>();
    calls.add(callers.submit(() -> writes.write("held")));
    await().pollInterval(ofMillis(1)).until(() -> !table.statements.isEmpty());
    for (String element : waiting) {
      calls.add(call(element));
    }
    return calls;
  }

  private Future<Boolean> call(String element) {
    int before = writes.waitingNow();
    Future<Boolean> call = callers.submit(() -> writes.write(element));
    await().pollInterval(ofMillis(1)).until(() -> writes.waitingNow() > before);
    return call;
  }
}
