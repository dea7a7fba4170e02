package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the form {@code to=…&text=…} with a bearer token; any 2xx means that it was taken. */
final class HttpSmsGateway implements SmsGateway {

  private static final Logger log = LoggerFactory.getLogger(HttpSmsGateway.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI url;
  private final String token;
  private final Duration deadline;

  /**
   * @param deadline for all of a call, to the end of its answer
   */
  HttpSmsGateway(URI url, String token, Duration deadline) {
    this.url = url;
    this.token = token;
    this.deadline = deadline;
  }

  @Override
  public void send(PhoneNumber to, String text) throws ProviderMisconfigured, ProviderUnavailable {
    int status = post("to=" + encoded(to.e164()) + "&text=" + encoded(text));
    if (status / 100 == 2) {
      return;
    }
    if (status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS) {
      log.error("the gateway refuses us: check gatehouse.phone.gateway-url and .gateway-token");
      throw new ProviderMisconfigured("the gateway refuses us");
    }
    throw unavailable("the gateway did not take the message: status " + status);
  }

  private int post(String form) throws ProviderUnavailable {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    CompletableFuture<HttpResponse<Void>> call = http.sendAsync(request, BodyHandlers.discarding());
    try {
      // Not the request's own time-out, which ends with the header of the answer.
      return call.get(deadline.toNanos(), TimeUnit.NANOSECONDS).statusCode();
    } catch (TimeoutException e) {
      throw unavailable("the gateway did not answer in time");
    } catch (ExecutionException e) {
      throw unavailable("the gateway cannot be reached: " + reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted");
    } finally {
      call.cancel(true);
    }
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName();
  }

  /** The number has had its code for now, sent or not: another one needs the pause. */
  private static ProviderUnavailable unavailable(String message) {
    return new ProviderUnavailable(message, SentCodes.PAUSE);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
