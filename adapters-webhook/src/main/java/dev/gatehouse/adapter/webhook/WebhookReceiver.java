package dev.gatehouse.adapter.webhook;

import dev.gatehouse.application.event.EventReceiver;
import dev.gatehouse.application.event.PendingEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts events to the URL of another system, which has one when it answers with a status of 2xx. No
 * redirect is followed; the body of an answer is not kept; each call ends by the deadline.
 */
final class WebhookReceiver implements EventReceiver, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private final URI target;
  private final Signature signature;
  private final Duration deadline;
  private final Clock clock;
  private final HttpClient http;

  WebhookReceiver(URI target, Signature signature, Duration deadline, Clock clock) {
    this.target = target;
    this.signature = signature;
    this.deadline = deadline;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(deadline)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Delivery deliver(PendingEvent event) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> call =
        http.sendAsync(request(event), HttpResponse.BodyHandlers.discarding());
    try {
      // Not the request's own time-out, which ends with the header of the answer.
      int status = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS).statusCode();
      if (status / 100 == 2) {
        return Delivery.DELIVERED;
      }
      log.debug("event {} was answered with status {}", event.id(), status);
      return Delivery.FAILED;
    } catch (TimeoutException | ExecutionException e) {
      // Never the URL, in which there may be a secret; what failed quotes it sometimes.
      log.debug("event {} was not answered: {}", event.id(), reason(e));
      return Delivery.FAILED;
    } finally {
      call.cancel(true);
    }
  }

  private HttpRequest request(PendingEvent event) {
    String id = event.id().toString();
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    String body = Message.of(event.event()).json();
    return HttpRequest.newBuilder(target)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Gatehouse")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature.sign(id, timestamp, body))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName();
  }

  /** Ends what is in flight; that will be sent again. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
