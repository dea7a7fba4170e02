package dev.gatehouse.testkit.operation;

import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.function.Supplier;

/** Runs work without a database, for tests. Thread-safe; passes {@link StorageRetryContract}. */
public final class FakeStorageRetry implements StorageRetry {

  private static final int MOST_ATTEMPTS = 10;

  /** Thrown by work, it stands for a failure of the database. */
  public static final class DatabaseFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final boolean worthAnotherAttempt;

    private DatabaseFailure(String message, boolean worthAnotherAttempt) {
      super(message);
      this.worthAnotherAttempt = worthAnotherAttempt;
    }
  }

  private enum State {
    AVAILABLE,
    LOSING_ANSWERS,
    UNAVAILABLE
  }

  private volatile State state = State.AVAILABLE;

  public static DatabaseFailure lostConnection() {
    return new DatabaseFailure("the connection is lost", true);
  }

  public static DatabaseFailure outage() {
    return new DatabaseFailure("the database does not work", false);
  }

  /**
   * From now on each first attempt takes effect and its answer is lost, so all work is repeated.
   */
  public void loseAnswers() {
    state = State.LOSING_ANSWERS;
  }

  /** From now on every call fails, as if the database were gone. */
  public void fail() {
    state = State.UNAVAILABLE;
  }

  /** Ends what {@link #fail()} or {@link #loseAnswers()} began. */
  public void recover() {
    state = State.AVAILABLE;
  }

  @Override
  public <R> R call(Supplier<R> first, Supplier<R> again) {
    if (state == State.UNAVAILABLE) {
      throw new StorageUnavailableException("told to fail");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        R result = (attempt == 1 ? first : again).get();
        if (attempt > 1 || state != State.LOSING_ANSWERS) {
          return result;
        }
      } catch (DatabaseFailure e) {
        if (!e.worthAnotherAttempt || attempt == MOST_ATTEMPTS) {
          throw new StorageUnavailableException("no attempt succeeded", e);
        }
      }
    }
  }
}
