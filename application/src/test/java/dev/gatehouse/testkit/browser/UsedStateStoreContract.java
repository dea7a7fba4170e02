package dev.gatehouse.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.browser.UsedStateStore.Use;
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
 * What {@link UsedStateStore} promises. Extend it for each implementation. Tests use states of
 * their own, so that they may share a store and run in parallel.
 */
public abstract class UsedStateStoreContract {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A store that works. */
  protected abstract UsedStateStore states();

  /** A store of the same kind that cannot be reached. */
  protected abstract UsedStateStore unreachableStates();

  @Test
  void a_state_is_spent_once() {
    State state = State.fresh(RANDOM);

    assertThat(use(state)).isEqualTo(Use.FIRST_USE);
    assertThat(use(state)).isEqualTo(Use.REPLAYED);
    assertThat(use(state)).isEqualTo(Use.REPLAYED);
  }

  @Test
  void states_do_not_disturb_each_other() {
    String lowerCase = State.fresh(RANDOM).value().substring(1) + "a";
    String upperCase = lowerCase.substring(0, lowerCase.length() - 1) + "A";

    assertThat(use(new State(lowerCase))).isEqualTo(Use.FIRST_USE);
    assertThat(use(new State(upperCase))).isEqualTo(Use.FIRST_USE);
    assertThat(use(new State(lowerCase + "0".repeat(128 - lowerCase.length()))))
        .isEqualTo(Use.FIRST_USE);
  }

  /** SEC-04. */
  @Test
  void of_many_simultaneous_calls_one_is_the_first() throws Exception {
    State state = State.fresh(RANDOM);
    int callers = 32;
    CountDownLatch start = new CountDownLatch(1);
    Callable<Use> call =
        () -> {
          start.await();
          return use(state);
        };

    List<Use> uses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Use>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(call));
      }
      start.countDown();
      for (Future<Use> each : calls) {
        uses.add(each.get());
      }
    }

    List<Use> expected = new ArrayList<>(Collections.nCopies(callers - 1, Use.REPLAYED));
    expected.add(Use.FIRST_USE);
    assertThat(uses).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void states_are_forgotten_in_their_time_and_in_small_numbers() {
    Instant past = Instant.parse("2001-01-01T00:00:00Z");
    List<State> early = Stream.generate(() -> State.fresh(RANDOM)).limit(3).toList();
    State late = State.fresh(RANDOM);
    early.forEach(state -> states().markUsed(state, past));
    states().markUsed(late, past.plusMillis(1));

    assertThat(states().removeExpired(past.minusMillis(1), 10)).isZero();
    assertThat(states().removeExpired(past, 2)).isEqualTo(2);
    assertThat(states().removeExpired(past, 2)).isEqualTo(1);
    assertThat(states().removeExpired(past, 2)).isZero();

    assertThat(early).allSatisfy(state -> assertThat(use(state)).isEqualTo(Use.FIRST_USE));
    assertThat(use(late)).isEqualTo(Use.REPLAYED);
    assertThat(states().removeExpired(past.plusMillis(1), 10)).isEqualTo(1);
  }

  @Test
  void a_store_that_cannot_write_answers_neither() {
    UsedStateStore unreachable = unreachableStates();

    assertThatThrownBy(() -> unreachable.removeExpired(Instant.now(), 1))
        .isInstanceOf(StorageUnavailableException.class);

    assertThatThrownBy(() -> unreachable.markUsed(State.fresh(RANDOM), soon()))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private Use use(State state) {
    return states().markUsed(state, soon());
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(10));
  }
}
