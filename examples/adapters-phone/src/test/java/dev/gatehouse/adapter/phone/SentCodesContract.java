package dev.gatehouse.adapter.phone;

import static dev.gatehouse.adapter.phone.SentCodes.Keeping.KEPT;
import static dev.gatehouse.adapter.phone.SentCodes.Keeping.TOO_OFTEN;
import static dev.gatehouse.adapter.phone.SentCodes.Redemption.PROVEN;
import static dev.gatehouse.adapter.phone.SentCodes.Redemption.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.user.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link SentCodes} promises. Extend it for each implementation. */
abstract class SentCodesContract {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final PhoneNumber phone =
      new PhoneNumber("+86138%08d".formatted(NUMBERS.incrementAndGet()));

  /** A store that works. */
  abstract SentCodes codes();

  /** One of the same kind that cannot be reached. */
  abstract SentCodes unreachableCodes();

  @Test
  void a_code_proves_once() {
    keep("123456", NOW);

    assertThat(redeem("123456", NOW)).isEqualTo(PROVEN);
    assertThat(redeem("123456", NOW)).isEqualTo(REFUSED);
  }

  @Test
  void a_code_is_of_one_number() {
    keep("123456", NOW);
    PhoneNumber other = new PhoneNumber("+8613900000000");

    assertThat(codes().redeem(other, CodeHash.of(other, "123456"), NOW)).isEqualTo(REFUSED);
  }

  @Test
  void a_code_grows_old() {
    keep("123456", NOW);
    Instant end = NOW.plus(SentCodes.LIFETIME);

    assertThat(redeem("123456", end)).isEqualTo(REFUSED);
    assertThat(redeem("123456", end.minusMillis(1))).isEqualTo(PROVEN);
  }

  @Test
  void the_latest_code_counts() {
    keep("111111", NOW);
    keep("222222", NOW.plus(SentCodes.PAUSE));

    assertThat(redeem("111111", NOW.plus(SentCodes.PAUSE))).isEqualTo(REFUSED);
    assertThat(redeem("222222", NOW.plus(SentCodes.PAUSE))).isEqualTo(PROVEN);
  }

  @Test
  void somebody_who_guesses_has_so_many_tries_however_many_come_at_once() {
    keep("123456", NOW);

    atOnce(20, () -> redeem("000000", NOW));

    assertThat(redeem("123456", NOW)).isEqualTo(REFUSED);
  }

  @Test
  void of_many_who_hand_in_the_right_code_at_once_one_is_let_in() {
    for (int round = 0; round < 15; round++) {
      Instant now = NOW.plus(Duration.ofDays(round));
      keep("123456", now);

      assertThat(atOnce(4, () -> redeem("123456", now))).containsOnlyOnce(PROVEN);
    }
  }

  @Test
  void a_number_is_sent_one_code_within_the_pause_however_many_ask_at_once() {
    assertThat(atOnce(20, () -> keep("123456", NOW))).containsOnlyOnce(KEPT);
    assertThat(keep("123456", NOW.plus(SentCodes.PAUSE).minusMillis(1))).isEqualTo(TOO_OFTEN);
    assertThat(keep("123456", NOW.plus(SentCodes.PAUSE))).isEqualTo(KEPT);
  }

  @Test
  void a_number_is_sent_so_many_codes_a_day() {
    for (int i = 0; i < SentCodes.MOST_A_DAY; i++) {
      assertThat(keep("123456", NOW.plus(SentCodes.PAUSE.multipliedBy(i)))).isEqualTo(KEPT);
    }

    assertThat(keep("123456", NOW.plus(Duration.ofHours(1)))).isEqualTo(TOO_OFTEN);
    assertThat(keep("123456", NOW.plus(Duration.ofDays(1)))).isEqualTo(KEPT);
  }

  @Test
  void a_store_that_cannot_look_refuses_nobody() {
    CodeHash code = CodeHash.of(phone, "123456");

    assertThatThrownBy(() -> unreachableCodes().keep(phone, code, NOW))
        .isInstanceOf(StorageUnavailableException.class);
    assertThatThrownBy(() -> unreachableCodes().redeem(phone, code, NOW))
        .isInstanceOf(StorageUnavailableException.class);
  }

  private SentCodes.Keeping keep(String code, Instant now) {
    return codes().keep(phone, CodeHash.of(phone, code), now);
  }

  private SentCodes.Redemption redeem(String code, Instant now) {
    return codes().redeem(phone, CodeHash.of(phone, code), now);
  }

  private static <R> List<R> atOnce(int callers, Callable<R> call) {
    CountDownLatch start = new CountDownLatch(callers);
    Callable<R> together =
        () -> {
          start.countDown();
          start.await();
          return call.call();
        };
    try (var threads = Executors.newFixedThreadPool(callers)) {
      return IntStream.range(0, callers).mapToObj(i -> threads.submit(together)).toList().stream()
          .map(SentCodesContract::join)
          .toList();
    }
  }

  private static <R> R join(Future<R> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
