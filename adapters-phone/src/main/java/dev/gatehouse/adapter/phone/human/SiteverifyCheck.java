package dev.gatehouse.adapter.phone.human;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.phone.gateway.Call;
import dev.gatehouse.adapter.phone.gateway.FailureLog;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The call that Turnstile, hCaptcha and reCAPTCHA share: a form with {@code secret}, {@code
 * response} and {@code remoteip}, answered by JSON with {@code success}.
 */
public final class SiteverifyCheck implements HumanCheck {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HumanCheckSettings settings;
  private final URI url;
  private final Call.Sender http;
  private final FailureLog failures;

  public SiteverifyCheck(HumanCheckSettings settings, Call.Sender http, FailureLog failures) {
    this.settings = settings;
    this.url = Objects.requireNonNull(settings.url(), "url");
    this.http = http;
    this.failures = failures;
  }

  @Override
  public Result check(String answer, String address) {
    Call call = http.send(request(answer, address));
    if (call instanceof Call.Answered answered && answered.status() / 100 == 2) {
      return result(answered.body());
    }
    return unavailable("The human check gave no answer: " + call);
  }

  private Result result(String body) {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JacksonException e) {
      return unavailable("The human check answered no JSON");
    }
    if (!answer.path("success").isBoolean()) {
      return unavailable("The human check answered without success");
    }
    if (answer.path("success").booleanValue()) {
      return Result.PASSED;
    }
    // Of the operator: no answer of any client would pass.
    boolean secretIsWrong =
        answer
            .path("error-codes")
            .valueStream()
            .anyMatch(code -> code.asString().endsWith("secret"));
    return secretIsWrong ? unavailable("The human check refuses the secret") : Result.FAILED;
  }

  private Result unavailable(String what) {
    failures.error(what, "gatehouse.phone.human-check.url and .secret");
    return Result.UNAVAILABLE;
  }

  private HttpRequest request(String answer, String address) {
    String form =
        "secret=%s&response=%s&remoteip=%s"
            .formatted(escaped(settings.secret().strip()), escaped(answer), escaped(address));
    return HttpRequest.newBuilder(url)
        .POST(BodyPublishers.ofString(form))
        .header("User-Agent", "Gatehouse")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .build();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
