package dev.gatehouse.adapter.wechat.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SEC-19. */
class UsedCodesTest {

  private final SettableClock clock = new SettableClock();
  private final UsedCodes codes = new UsedCodes(clock);

  @Test
  void exactly_one_of_many_concurrent_claims_succeeds() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    Callable<Boolean> claim =
        () -> {
          start.await();
          return codes.claim("code");
        };

    List<Future<Boolean>> claims;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      claims = Stream.generate(() -> threads.submit(claim)).limit(200).toList();
      start.countDown();
    }

    assertThat(claims).filteredOn(Future::resultNow).hasSize(1);
  }

  @Test
  void a_code_is_remembered_for_its_lifetime() {
    codes.claim("code");

    clock.advance(UsedCodes.LIFETIME.minusMillis(1));
    assertThat(codes.claim("code")).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(codes.claim("code")).isTrue();
  }

  @Test
  void a_released_code_can_be_claimed() {
    codes.claim("code");
    codes.release("code");

    assertThat(codes.claim("code")).isTrue();
  }

  @Test
  void memory_is_bounded_and_the_oldest_code_is_removed_first() {
    IntStream.rangeClosed(0, UsedCodes.MAX_CODES).forEach(i -> codes.claim("code-" + i));

    assertThat(codes.claim("code-" + UsedCodes.MAX_CODES)).isFalse();
    assertThat(codes.claim("code-1")).isFalse();
    assertThat(codes.claim("code-0")).isTrue();
  }
}
