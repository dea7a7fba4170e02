package dev.gatehouse.adapter.persistence.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that need the same work of the database at the same time share a statement. A caller
 * runs its statement at once if none is running. Callers that come meanwhile wait until that one
 * ends, and one of them then runs the next for all. There is no timer, so a caller without
 * neighbours never waits.
 *
 * <p>A statement may be slow: its connection is lost, or the database reads from a disk. A caller
 * that comes when it has run for {@value #SLOW_MILLIS} ms runs another beside it, for all that
 * wait.
 *
 * <p>If a common statement fails, each of its callers runs its own: no caller gets the error of
 * another. Calls end before the client's deadline, as those of {@link DatabaseRetry} do.
 * Thread-safe.
 *
 * @param <E> what a caller asks for, compared with {@code equals}
 * @param <R> what it gets
 */
public final class GroupedStatements<E, R> {

  /** The most elements of one statement, and the most callers that wait for the next. */
  static final int MOST = 64;

  static final int MOST_AT_ONCE = 8;

  static final int SLOW_MILLIS = 50;

  /** The statements. Each call is one attempt and commits by itself. */
  public interface Statements<E, R> {

    /**
     * Does the work of several elements with one statement.
     *
     * @return the results; without those of elements whose work is not done. If it throws, the work
     *     of any of them may be done
     */
    Map<E, R> together(List<E> elements);

    /** Does the work of one element. */
    R alone(E element);

    /** Does the same as {@link #alone} if an earlier attempt may have taken effect. */
    default R again(E element) {
      return alone(element);
    }
  }

  private sealed interface Turn<R> {

    /**
     * The caller runs a statement, for itself and for those that wait.
     *
     * @param begun as {@link System#nanoTime} has it
     */
    record Runner<R>(long begun) implements Turn<R> {}

    /** Another caller has done the work. */
    record Done<R>(R result) implements Turn<R> {}

    /** The caller runs a statement for itself and no other. */
    record Alone<R>() implements Turn<R> {}
  }

  private record Call<E, R>(E element, Deadline deadline, CompletableFuture<Turn<R>> turn) {}

  private final DatabaseRetry retry;
  private final Statements<E, R> statements;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  // Both are read and changed under the lock.
  private final Queue<Call<E, R>> waiting = new ArrayDeque<>();

  /** When the statements that run have begun. */
  private final List<Long> running = new ArrayList<>();

  public GroupedStatements(DatabaseRetry retry, Statements<E, R> statements) {
    this(retry, statements, System::nanoTime);
  }

  GroupedStatements(DatabaseRetry retry, Statements<E, R> statements, LongSupplier nanoTime) {
    this.retry = retry;
    this.statements = statements;
    this.nanoTime = nanoTime;
  }

  /**
   * Does the work of an element, alone or with others, and repeats it where {@link DatabaseRetry}
   * does.
   *
   * @return what {@link Statements#alone} returns
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the database cannot be reached
   *     or will not commit; whether the work is done is then open
   */
  public R call(E element) {
    return retry.call(
        deadline -> firstAttempt(element, deadline), (Deadline _) -> statements.again(element));
  }

  /**
   * The distinct elements, with the last one repeated until their number is a power of two: so
   * queries of any number of elements have few texts, which the driver keeps.
   *
   * @param elements not empty
   */
  public static <E> List<E> padded(Collection<E> elements) {
    List<E> padded = new ArrayList<>(new LinkedHashSet<>(elements));
    int size = Integer.highestOneBit(2 * padded.size() - 1);
    padded.addAll(Collections.nCopies(size - padded.size(), padded.getLast()));
    return padded;
  }

  private R firstAttempt(E element, Deadline deadline) {
    Call<E, R> call = new Call<>(element, deadline, new CompletableFuture<>());
    return switch (turn(call)) {
      case Turn.Runner<R> runner -> runWithWaiting(call, runner);
      case Turn.Done<R> done -> done.result();
      case Turn.Alone<R> _ -> runAlone(element, deadline);
    };
  }

  private Turn<R> turn(Call<E, R> call) {
    lock.lock();
    try {
      if (running.isEmpty() || (running.size() < MOST_AT_ONCE && areSlow())) {
        return begin();
      }
      if (waiting.size() == MOST) {
        return new Turn.Alone<>();
      }
      waiting.add(call);
    } finally {
      lock.unlock();
    }
    return call.turn().join();
  }

  private Turn.Runner<R> begin() {
    long now = nanoTime.getAsLong();
    running.add(now);
    return new Turn.Runner<>(now);
  }

  private boolean areSlow() {
    long now = nanoTime.getAsLong();
    return running.stream()
        .allMatch(begun -> now - begun >= TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS));
  }

  private R runWithWaiting(Call<E, R> own, Turn.Runner<R> runner) {
    List<Call<E, R>> others = new ArrayList<>();
    Map<E, R> results = Map.of();
    boolean works = false;
    try {
      own.deadline().requireTimeForAnAttempt();
      for (Call<E, R> other : takeWaiting(MOST - 1)) {
        if (other.deadline().leavesAnAttempt()) {
          others.add(other);
        } else {
          other.turn().complete(new Turn.Alone<>());
        }
      }
      if (others.isEmpty()) {
        R result = statements.alone(own.element());
        works = true;
        return result;
      }
      results =
          statements.together(
              Stream.concat(Stream.of(own), others.stream()).map(Call::element).toList());
      works = true;
    } catch (RuntimeException e) {
      // Before the others run their own, or each would wait for another lost connection.
      retry.renewConnections(DatabaseErrorKind.of(e));
      if (others.isEmpty()) {
        throw e;
      }
    } finally {
      for (Call<E, R> other : others) {
        @Nullable R result = results.get(other.element());
        other.turn().complete(result == null ? new Turn.Alone<>() : new Turn.Done<>(result));
      }
      endTurn(runner, works);
    }
    @Nullable R result = results.get(own.element());
    return result == null ? runAlone(own.element(), own.deadline()) : result;
  }

  /** If the database does not work, the waiting callers must not wait for each other as well. */
  private void endTurn(Turn.Runner<R> runner, boolean works) {
    List<Call<E, R>> next;
    Turn<R> turn = new Turn.Alone<>();
    lock.lock();
    try {
      running.remove((Object) runner.begun());
      next = takeWaiting(works ? 1 : MOST);
      if (works && !next.isEmpty()) {
        turn = begin();
      }
    } finally {
      lock.unlock();
    }
    for (Call<E, R> call : next) {
      call.turn().complete(turn);
    }
  }

  private List<Call<E, R>> takeWaiting(int atMost) {
    lock.lock();
    try {
      List<Call<E, R>> taken = new ArrayList<>();
      while (taken.size() < atMost && !waiting.isEmpty()) {
        taken.add(waiting.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** For tests: how many callers wait now. */
  int waitingNow() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private R runAlone(E element, Deadline deadline) {
    deadline.requireTimeForAnAttempt();
    return statements.again(element);
  }
}
