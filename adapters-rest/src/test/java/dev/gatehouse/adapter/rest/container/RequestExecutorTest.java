package dev.gatehouse.adapter.rest.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test that hangs has lost a request. */
@Timeout(60)
class RequestExecutorTest {

  private static final int LOWEST = RequestExecutor.LOWEST_LIMIT;

  /** So many ready threads change nothing. */
  private static final long SOME_READY = RequestExecutor.FEW_READY;

  private final RequestExecutor executor = new RequestExecutor();
  private final AtomicReference<LongSupplier> ready = new AtomicReference<>(() -> SOME_READY);
  private final Semaphore looks = new Semaphore(0);
  private final RequestExecutor told =
      new RequestExecutor(() -> {
        looks.release();
        return ready.get().getAsLong();
      });
  private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
  private final Semaphore mayEnd = new Semaphore(0);

  @AfterEach
  void endAll() {
    mayEnd.release(Integer.MAX_VALUE / 2);
  }

  @Test
  void requests_that_wait_for_others_and_not_for_a_processor_raise_the_limit() throws Exception {
    List<Integer> all = submitWaitingRequests(executor, 20 * LOWEST);

    assertThat(taken(all.size())).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void requests_that_wait_for_their_start_are_measured() throws Exception {
    MeterRegistry metrics = new SimpleMeterRegistry();
    WaitingRequests measured = new WaitingRequests();
    measured.watch(told);
    measured.bindTo(metrics);
    Gauge waiting = metrics.get("gatehouse.requests.waiting").gauge();

    submitWaitingRequests(told, 2 * LOWEST);
    taken(LOWEST);
    assertThat(waiting.value()).isEqualTo(LOWEST);
    mayEnd.release(LOWEST);
    taken(LOWEST);

    assertThat(waiting.value()).isZero();
  }

  @Test
  void a_request_that_waits_begins_when_another_ends_in_order_of_arrival() throws Exception {
    List<Integer> all = submitWaitingRequests(told, 2 * LOWEST);

    assertThat(taken(LOWEST)).containsExactlyInAnyOrderElementsOf(all.subList(0, LOWEST));
    for (Integer next : all.subList(LOWEST, all.size())) {
      assertThat(begun).isEmpty();
      mayEnd.release();
      assertThat(begun.take()).isEqualTo(next);
    }
  }

  @Test
  void the_limit_rises_only_while_few_threads_are_ready() throws Exception {
    submitWaitingRequests(told, LOWEST + 1);
    taken(LOWEST);

    awaitLooks();
    assertThat(begun).isEmpty();
    ready.set(() -> SOME_READY - 1);

    assertThat(begun.take()).isEqualTo(LOWEST);
  }

  @Test
  void the_limit_falls_while_many_threads_are_ready() throws Exception {
    raiseLimitAboveTwiceTheLowest();
    ready.set(() -> RequestExecutor.MANY_READY);
    awaitLooks();

    submitWaitingRequests(told, 1);
    mayEnd.release(LOWEST / 2);
    awaitLooks();
    assertThat(begun).isEmpty();
    mayEnd.release(LOWEST / 2 + 1);

    assertThat(begun.take()).isZero();
  }

  @Test
  void one_look_at_many_ready_threads_changes_nothing() throws Exception {
    AtomicLong look = new AtomicLong();
    raiseLimitAboveTwiceTheLowest();
    ready.set(() -> look.incrementAndGet() % 2 == 0 ? RequestExecutor.MANY_READY : SOME_READY);
    awaitLooks();

    submitWaitingRequests(told, 1);

    assertThat(begun.take()).isZero();
  }

  /** It rises by a sixteenth, from 63 to 66. */
  private void raiseLimitAboveTwiceTheLowest() throws InterruptedException {
    ready.set(() -> 0);
    submitWaitingRequests(told, 2 * LOWEST);
    taken(2 * LOWEST);
  }

  /** The limit falls at the second look that sees many; another one follows its change. */
  private void awaitLooks() throws InterruptedException {
    looks.drainPermits();
    looks.acquire(3);
  }

  @Test
  void no_more_requests_run_at_once_than_the_processors_keep_up_with() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    int requests = 16 * Math.max(LOWEST, processors);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(requests);

    for (int i = 0; i < requests; i++) {
      executor.execute(() -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        compute();
        waitForOthers();
        compute();
        running.decrementAndGet();
        ended.countDown();
      });
    }
    ended.await();

    assertThat(most.get()).isLessThan(requests / 3);
  }

  private static void compute() {
    for (long end = System.nanoTime() + 5_000_000; System.nanoTime() < end; ) {
      Thread.onSpinWait();
    }
  }

  /** Gives the processor to others, as a call to WeChat does. */
  private static void waitForOthers() {
    try {
      Thread.startVirtualThread(() -> {}).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Integer> submitWaitingRequests(RequestExecutor requests, int number) {
    List<Integer> all = IntStream.range(0, number).boxed().toList();
    for (Integer request : all) {
      requests.execute(() -> {
        begun.add(request);
        mayEnd.acquireUninterruptibly();
      });
    }
    return all;
  }

  private List<Integer> taken(int number) throws InterruptedException {
    List<Integer> taken = new ArrayList<>();
    while (taken.size() < number) {
      taken.add(begun.take());
    }
    return taken;
  }
}
