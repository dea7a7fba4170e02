package dev.gatehouse.adapter.phone.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.ProviderMisconfigured;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway of the operator's own: {@code POST} with a bearer token and {@code {"to", "purpose",
 * "variables", "language", "reference"}}. 2xx means taken, 429 too often for this number, 4xx with
 * {@code application/problem+json} refused; everything else leaves open whether the message was
 * sent.
 */
final class HttpGateway implements SmsGateway {

  static final String NAME = "http";

  private static final Duration RETRY_LIMITED = Duration.ofMinutes(1);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI url;
  private final String token;
  private final Call.Sender http;
  private final FailureLog failures;

  HttpGateway(HttpSettings settings, Call.Sender http, FailureLog failures) {
    this.url = Objects.requireNonNull(settings.url(), "url");
    this.token = settings.token().strip();
    this.http = http;
    this.failures = failures;
  }

  @Override
  public Handover send(PhoneNumber to, SmsMessage message) throws LoginException {
    Call call = http.send(request(to, message));
    if (call instanceof Call.Answered answer) {
      if (answer.status() / 100 == 2) {
        return new Handover.Taken("");
      }
      if (answer.status() == TOO_MANY_REQUESTS) {
        throw new TooManyAttempts("SMS gateway http answered 429", RETRY_LIMITED);
      }
      if (answer.status() / 100 == 4 && isProblem(answer)) {
        String what = "SMS gateway http refused a message with HTTP status " + answer.status();
        failures.error(what, "gatehouse.phone.http.url and .token, and the log of the gateway");
        throw new ProviderMisconfigured(what);
      }
    }
    return VendorErrors.noAnswer(NAME, call, failures);
  }

  private static boolean isProblem(Call.Answered answer) {
    return answer.contentType().toLowerCase(Locale.ROOT).startsWith("application/problem+json");
  }

  private HttpRequest request(PhoneNumber to, SmsMessage message) {
    String body =
        JSON.writeValueAsString(
            Map.of(
                "to", to.e164(),
                "purpose", message.purpose(),
                "variables", message.variables(),
                "language", message.language().toLanguageTag(),
                "reference", message.reference()));
    return HttpRequest.newBuilder(url)
        .POST(BodyPublishers.ofString(body, UTF_8))
        .header("User-Agent", "Gatehouse")
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token)
        .build();
  }
}
