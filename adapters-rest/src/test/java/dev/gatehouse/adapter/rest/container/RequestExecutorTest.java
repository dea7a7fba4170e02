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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test that hangs has lost a request. */
@Timeout(60)
class RequestExecutorTest {

  private static final int LOWEST = RequestExecutor.LOWEST_LIMIT;

  private final WaitingRequests waitingRequests = new WaitingRequests();
  private final RequestExecutor executor = waitingRequests.executor();
  private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
  private final Semaphore mayEnd = new Semaphore(0);

  @AfterEach
  void endAll() {
    mayEnd.release(Integer.MAX_VALUE / 2);
  }

  @Test
  void requests_that_wait_for_others_and_not_for_a_processor_raise_the_limit() throws Exception {
    List<Integer> all = submitWaitingRequests(20 * LOWEST);

    assertThat(taken(all.size())).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void requests_that_wait_for_their_start_are_measured() throws Exception {
    MeterRegistry metrics = new SimpleMeterRegistry();
    waitingRequests.bindTo(metrics);
    Gauge waiting = metrics.get("gatehouse.requests.waiting").gauge();
    double most = 0;

    for (int i = 0; i < 20 * LOWEST; i++) {
      submitWaitingRequests(1);
      most = Math.max(most, waiting.value());
    }

    assertThat(most).isPositive();
    assertThat(taken(20 * LOWEST)).isNotEmpty();
    assertThat(waiting.value()).isZero();
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

  private List<Integer> submitWaitingRequests(int number) {
    List<Integer> all = IntStream.range(0, number).boxed().toList();
    for (Integer request : all) {
      executor.execute(() -> {
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
