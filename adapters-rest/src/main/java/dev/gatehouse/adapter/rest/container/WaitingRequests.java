package dev.gatehouse.adapter.rest.container;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Measures how many requests to the API and the admin API wait for their start ({@code
 * gatehouse.requests.waiting}). Thread-safe.
 */
final class WaitingRequests implements MeterBinder {

  private final List<RequestExecutor> executors = new CopyOnWriteArrayList<>();

  /** Makes the executor of one more port. */
  RequestExecutor executor() {
    RequestExecutor executor = new RequestExecutor();
    watch(executor);
    return executor;
  }

  void watch(RequestExecutor executor) {
    executors.add(executor);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("gatehouse.requests.waiting", executors, WaitingRequests::sum)
        .description("Requests that wait for their start")
        .register(registry);
  }

  private static double sum(List<RequestExecutor> executors) {
    return executors.stream().mapToInt(RequestExecutor::waiting).sum();
  }
}
