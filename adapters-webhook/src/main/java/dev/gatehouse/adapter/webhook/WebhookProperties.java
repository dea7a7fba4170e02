package dev.gatehouse.adapter.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The receiver of events.
 *
 * @param url the URL to which events are posted; without it none are kept or sent
 * @param secret the secret that signs events; a second one after a comma while the receiver changes
 *     over
 * @param deadline the time limit of each delivery as a whole
 * @param giveUpAfter the age at which an event is no longer tried
 */
@ConfigurationProperties("gatehouse.webhook")
record WebhookProperties(
    @Nullable String url,
    @DefaultValue List<String> secret,
    @DefaultValue("5s") Duration deadline,
    @DefaultValue("3d") Duration giveUpAfter) {

  /** What our documents print. */
  private static final String SAMPLE_SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  WebhookProperties {
    secret = List.copyOf(secret);
    List<String> problems = new ArrayList<>();
    if (url != null && target(url) == null) {
      problems.add(
          "gatehouse.webhook.url must be an https URL without user and fragment, as in"
              + " https://crm.example/hooks/logins; http only to this machine");
    }
    if (url != null && Signature.of(secret).isEmpty()) {
      problems.add(
          "gatehouse.webhook.secret must be whsec_ and 24 to 64 random bytes in Base64, as made by"
              + " echo \"whsec_$(openssl rand -base64 32)\"");
    }
    if (url != null && secret.stream().map(String::strip).anyMatch(SAMPLE_SECRET::equals)) {
      problems.add(
          "gatehouse.webhook.secret is the sample of the documentation: make one with"
              + " echo \"whsec_$(openssl rand -base64 32)\"");
    }
    if (deadline.compareTo(Duration.ofMillis(100)) < 0
        || deadline.compareTo(Duration.ofSeconds(10)) > 0) {
      problems.add("gatehouse.webhook.deadline must be between 100ms and 10s, for example 5s");
    }
    if (giveUpAfter.compareTo(Duration.ofMinutes(1)) < 0
        || giveUpAfter.compareTo(Duration.ofDays(30)) > 0) {
      problems.add("gatehouse.webhook.give-up-after must be between 1m and 30d, for example 3d");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  URI target() {
    URI target = url == null ? null : target(url);
    if (target == null) {
      throw new IllegalStateException("there is no webhook");
    }
    return target;
  }

  Signature signature() {
    return Signature.of(secret).orElseThrow();
  }

  private static @Nullable URI target(String url) {
    try {
      URI uri = new URI(url.strip());
      String host = uri.getHost();
      boolean sound =
          host != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && ("https".equals(uri.getScheme())
                  || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
      return sound ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Shows no secret; a URL may hold one, too. */
  @Override
  public String toString() {
    return "WebhookProperties[]";
  }
}
