package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends each request once: no repetition, no redirect. A call is bounded as a whole, and of an
 * answer {@value #MAX_BYTES} bytes are read at most. Thread-safe.
 */
public final class HttpTransport implements Call.Sender, AutoCloseable {

  static final int MAX_BYTES = 64 * 1024;

  private final HttpClient http;
  private final Duration deadline;

  /**
   * @param connectTimeout for each connection
   * @param deadline for a whole call, to the last byte of the answer
   */
  public HttpTransport(Duration connectTimeout, Duration deadline) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .build();
    this.deadline = deadline;
  }

  /**
   * Reasons name the class of a failure only: messages of the client quote URLs, and a URL may hold
   * number and code (SEC-21).
   */
  @Override
  public Call send(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> call =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), MAX_BYTES));
    try {
      // Not the time-out of the request, which ends with the head of the answer.
      HttpResponse<String> answer = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      return new Call.Answered(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          answer.body());
    } catch (TimeoutException e) {
      return new Call.Broken("no answer in time");
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Call.Broken("interrupted");
    } finally {
      call.cancel(true);
    }
  }

  private static Call failure(Throwable cause) {
    String reason = cause.getClass().getSimpleName();
    return switch (cause) {
      case ConnectException _,
          HttpConnectTimeoutException _,
          UnresolvedAddressException _,
          SSLHandshakeException _ ->
          new Call.NotConnected(reason);
      default -> new Call.Broken(reason);
    };
  }

  /** Ends all calls. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
