package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the form {@code to=…&text=…} with a bearer token; any 2xx means that it was taken. */
final class HttpSmsGateway implements SmsGateway {

  private static final Logger log = LoggerFactory.getLogger(HttpSmsGateway.class);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final URI url;
  private final String token;

  HttpSmsGateway(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  @Override
  public void send(PhoneNumber to, String text) throws ProviderMisconfigured, ProviderUnavailable {
    switch (post("to=" + encoded(to.e164()) + "&text=" + encoded(text)) / 100) {
      case 2 -> {}
      case 4 -> {
        log.error("the gateway refuses us: check gatehouse.phone.gateway-url and .gateway-token");
        throw new ProviderMisconfigured("the gateway refuses us");
      }
      default -> throw unavailable("the gateway did not take the message");
    }
  }

  private int post(String form) throws ProviderUnavailable {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw unavailable("the gateway cannot be reached: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted");
    }
  }

  /** The number has had its code for now, sent or not: another one needs the pause. */
  private static ProviderUnavailable unavailable(String message) {
    return new ProviderUnavailable(message, SentCodes.PAUSE);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
