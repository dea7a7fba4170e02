package dev.gatehouse.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link StorageRetry} promises. */
public abstract class StorageRetryContract {

  private final List<String> attempts = new ArrayList<>();

  /** What is tested, without failures of its own. */
  protected abstract StorageRetry retry();

  /** A failure of the work that another attempt may mend. */
  protected abstract RuntimeException lostConnection();

  /** A failure of the work that another attempt does not mend. */
  protected abstract RuntimeException outage();

  @Test
  void work_that_succeeds_runs_once() {
    assertThat(retry().call(() -> attempt("first"))).isEqualTo("first");

    assertThat(attempts).containsExactly("first");
  }

  @Test
  void work_whose_connection_was_lost_runs_again() {
    assertThat(retry().call(this::lostAtFirst)).isEqualTo("again");

    assertThat(attempts).containsExactly("lost", "again");
  }

  @Test
  void later_attempts_run_the_work_that_expects_earlier_ones() {
    String result =
        retry()
            .call(
                () -> {
                  attempts.add("first");
                  throw lostConnection();
                },
                this::lostAtFirstAgain);

    assertThat(result).isEqualTo("again");
    assertThat(attempts).containsExactly("first", "lost", "again");
  }

  @Test
  void work_that_never_succeeds_ends_as_unavailable() {
    assertThatThrownBy(() ->
            retry()
                .call(() -> {
                  throw lostConnection();
                }))
        .isInstanceOf(StorageUnavailableException.class);
  }

  @Test
  void an_outage_is_unavailable_without_another_attempt() {
    assertThatThrownBy(() ->
            retry()
                .call(() -> {
                  attempts.add("only");
                  throw outage();
                }))
        .isInstanceOf(StorageUnavailableException.class);

    assertThat(attempts).containsExactly("only");
  }

  @Test
  void a_defect_of_the_work_is_thrown_without_another_attempt() {
    IllegalStateException defect = new IllegalStateException("defect");

    assertThatThrownBy(() ->
            retry()
                .call(() -> {
                  attempts.add("only");
                  throw defect;
                }))
        .isSameAs(defect);

    assertThat(attempts).containsExactly("only");
  }

  private String attempt(String name) {
    attempts.add(name);
    return name;
  }

  private String lostAtFirst() {
    if (attempts.isEmpty()) {
      attempts.add("lost");
      throw lostConnection();
    }
    return attempt("again");
  }

  private String lostAtFirstAgain() {
    if (attempts.size() == 1) {
      attempts.add("lost");
      throw lostConnection();
    }
    return attempt("again");
  }
}
