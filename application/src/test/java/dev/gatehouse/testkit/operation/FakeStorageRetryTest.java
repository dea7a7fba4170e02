package dev.gatehouse.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.domain.user.StorageUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FakeStorageRetryTest extends StorageRetryContract {

  private final FakeStorageRetry retry = new FakeStorageRetry();

  @Override
  protected StorageRetry retry() {
    return retry;
  }

  @Override
  protected RuntimeException lostConnection() {
    return FakeStorageRetry.lostConnection();
  }

  @Override
  protected RuntimeException outage() {
    return FakeStorageRetry.outage();
  }

  @Test
  void a_lost_answer_repeats_work_that_took_effect() {
    AtomicInteger rows = new AtomicInteger();
    retry.loseAnswers();

    assertThat(retry.call(rows::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void a_fake_that_is_told_to_fail_is_unavailable() {
    retry.fail();

    assertThatThrownBy(() -> retry.call(() -> "never"))
        .isInstanceOf(StorageUnavailableException.class);
  }
}
