package dev.gatehouse.testkit.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.attempt.SpentStates;
import dev.gatehouse.application.attempt.SpentStates.Spending;
import dev.gatehouse.domain.login.State;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@link SpentStates} promises. Extend it for each implementation. Tests use states of their
 * own, so that they may share a store and run in parallel.
 */
public abstract class SpentStatesContract {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A store that works. */
  protected abstract SpentStates states();

  /** A store of the same kind that cannot be reached. */
  protected abstract SpentStates unreachableStates();

  @Test
  void a_state_is_spent_once() {
    State state = State.fresh(RANDOM);

    assertThat(spend(state)).isEqualTo(Spending.FIRST);
    assertThat(spend(state)).isEqualTo(Spending.AGAIN);
    assertThat(spend(state)).isEqualTo(Spending.AGAIN);
  }

  @Test
  void states_do_not_disturb_each_other() {
    String lowerCase = State.fresh(RANDOM).value().substring(1) + "a";
    String upperCase = lowerCase.substring(0, lowerCase.length() - 1) + "A";

    assertThat(spend(new State(lowerCase))).isEqualTo(Spending.FIRST);
    assertThat(spend(new State(upperCase))).isEqualTo(Spending.FIRST);
    assertThat(spend(new State(lowerCase + "0".repeat(128 - lowerCase.length()))))
        .isEqualTo(Spending.FIRST);
  }

  /** SEC-04. */
  @Test
  void of_many_simultaneous_calls_one_is_the_first() throws Exception {
    State state = State.fresh(RANDOM);
    int callers = 32;
    CountDownLatch start = new CountDownLatch(1);
    Callable<Spending> call =
        () -> {
          start.await();
          return spend(state);
        };

    List<Spending> spendings = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Spending>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(call));
      }
      start.countDown();
      for (Future<Spending> each : calls) {
        spendings.add(each.get());
      }
    }

    List<Spending> expected = new ArrayList<>(Collections.nCopies(callers - 1, Spending.AGAIN));
    expected.add(Spending.FIRST);
    assertThat(spendings).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void states_are_forgotten_in_their_time_and_in_small_numbers() {
    Instant past = Instant.parse("2001-01-01T00:00:00Z");
    List<State> early = Stream.generate(() -> State.fresh(RANDOM)).limit(3).toList();
    State late = State.fresh(RANDOM);
    early.forEach(state -> states().spend(state, past));
    states().spend(late, past.plusMillis(1));

    assertThat(states().removeExpired(past.minusMillis(1), 10)).isZero();
    assertThat(states().removeExpired(past, 2)).isEqualTo(2);
    assertThat(states().removeExpired(past, 2)).isEqualTo(1);
    assertThat(states().removeExpired(past, 2)).isZero();

    assertThat(early).allSatisfy(state -> assertThat(spend(state)).isEqualTo(Spending.FIRST));
    assertThat(spend(late)).isEqualTo(Spending.AGAIN);
    assertThat(states().removeExpired(past.plusMillis(1), 10)).isEqualTo(1);
  }

  @Test
  void a_store_that_cannot_write_answers_neither() {
    SpentStates unreachable = unreachableStates();

    assertThatThrownBy(() -> unreachable.removeExpired(Instant.now(), 1))
        .isInstanceOf(StorageUnavailableException.class);

    assertThatThrownBy(() -> unreachable.spend(State.fresh(RANDOM), soon()))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private Spending spend(State state) {
    return states().spend(state, soon());
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(10));
  }
}
