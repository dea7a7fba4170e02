package dev.gatehouse.adapter.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Calls that begin at the same time. */
public final class Together {

  private Together() {}

  public static <R> List<R> run(int calls, IntFunction<Callable<R>> call) {
    CyclicBarrier start = new CyclicBarrier(calls);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        Callable<R> each = call.apply(i);
        running.add(
            threads.submit(() -> {
              start.await();
              return each.call();
            }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
