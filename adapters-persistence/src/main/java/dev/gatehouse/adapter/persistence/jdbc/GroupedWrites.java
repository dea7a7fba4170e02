package dev.gatehouse.adapter.persistence.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Lets callers that write at the same time share one statement and its commit. A caller writes at
 * once if no other is writing. Callers that come meanwhile wait until that statement ends, and one
 * of them then writes for all. There is no timer, so a caller without neighbours never waits.
 *
 * <p>If a common statement fails, each of its callers writes alone: no caller gets the error of
 * another's row. Calls end before the client's deadline, as those of {@link DatabaseRetry} do.
 * Thread-safe.
 */
public final class GroupedWrites<E> {

  /** The most rows of one statement, and the most callers that wait for the next. */
  static final int MOST = 64;

  /** How to write. Each call is one attempt and commits by itself. */
  public interface Rows<E> {

    /**
     * Writes several elements with one statement.
     *
     * @return whether all were written. If not, or if it throws, any of them may have been
     */
    boolean writeTogether(List<E> elements);

    /**
     * Writes one element.
     *
     * @return whether it is written now
     */
    boolean write(E element);

    /** Does the same as {@link #write} if an earlier attempt may have written the element. */
    boolean writeAgain(E element);
  }

  private enum Turn {
    /** The caller writes, for itself and for those that wait. */
    WRITER,
    /** Another caller has written the element. */
    WRITTEN,
    /** The caller writes its element and no other. */
    ALONE
  }

  private record Call<E>(E element, CompletableFuture<Turn> turn) {}

  private final DatabaseRetry retry;
  private final Rows<E> rows;
  private final ReentrantLock lock = new ReentrantLock();
  // Both are read and changed under the lock.
  private final Queue<Call<E>> waiting = new ArrayDeque<>();
  private boolean writing;

  public GroupedWrites(DatabaseRetry retry, Rows<E> rows) {
    this.retry = retry;
    this.rows = rows;
  }

  /**
   * Writes an element, alone or with others, as often as it takes.
   *
   * @return what {@link Rows#write} returns
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the database cannot be reached
   *     or will not commit; whether the element is written is then open
   */
  public boolean write(E element) {
    return retry.call(
        deadline -> firstAttempt(element, deadline), (Deadline _) -> rows.writeAgain(element));
  }

  private boolean firstAttempt(E element, Deadline deadline) {
    Call<E> call = new Call<>(element, new CompletableFuture<>());
    return switch (turn(call)) {
      case WRITER -> writeWithWaiting(call, deadline);
      case WRITTEN -> true;
      case ALONE -> writeAlone(element, deadline);
    };
  }

  private Turn turn(Call<E> call) {
    lock.lock();
    try {
      if (!writing) {
        writing = true;
        return Turn.WRITER;
      }
      if (waiting.size() == MOST) {
        return Turn.ALONE;
      }
      waiting.add(call);
    } finally {
      lock.unlock();
    }
    return call.turn().join();
  }

  private boolean writeWithWaiting(Call<E> own, Deadline deadline) {
    List<Call<E>> others = takeWaiting(MOST - 1);
    Turn ofOthers = Turn.ALONE;
    boolean works = false;
    try {
      if (others.isEmpty()) {
        boolean written = rows.write(own.element());
        works = true;
        return written;
      }
      if (rows.writeTogether(
          Stream.concat(Stream.of(own), others.stream()).map(Call::element).toList())) {
        ofOthers = Turn.WRITTEN;
      }
      works = true;
    } catch (DataAccessException | TransactionException e) {
      if (others.isEmpty()) {
        throw e;
      }
    } finally {
      for (Call<E> other : others) {
        other.turn().complete(ofOthers);
      }
      endTurn(works);
    }
    return ofOthers == Turn.WRITTEN || writeAlone(own.element(), deadline);
  }

  /** If the database does not work, the waiting callers must not wait for each other as well. */
  private void endTurn(boolean works) {
    List<Call<E>> next;
    lock.lock();
    try {
      next = takeWaiting(works ? 1 : MOST);
      writing = works && !next.isEmpty();
    } finally {
      lock.unlock();
    }
    for (Call<E> call : next) {
      call.turn().complete(works ? Turn.WRITER : Turn.ALONE);
    }
  }

  private List<Call<E>> takeWaiting(int atMost) {
    lock.lock();
    try {
      List<Call<E>> taken = new ArrayList<>();
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

  private boolean writeAlone(E element, Deadline deadline) {
    deadline.requireTimeForAStatement();
    return rows.writeAgain(element);
  }
}
