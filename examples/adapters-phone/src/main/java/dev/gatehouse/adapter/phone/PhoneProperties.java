package dev.gatehouse.adapter.phone;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this adapter: what is wrong stops the start with a message that names the
 * property and the way out, never the value.
 *
 * @param gatewayUrl where messages are posted; https, or http to this machine
 * @param gatewayToken by which the gateway knows us
 * @param regions whose numbers are taken; the first is that of numbers without a country code
 * @param text of the message, with {@value #CODE} where the code belongs
 */
@ConfigurationProperties("gatehouse.phone")
record PhoneProperties(
    @Nullable URI gatewayUrl,
    @DefaultValue("") String gatewayToken,
    @DefaultValue("CN") List<String> regions,
    @DefaultValue("验证码 {code}，5 分钟内有效。Your code is {code}, good for 5 minutes.") String text) {

  /** Stands for the code in a text. */
  static final String CODE = "{code}";

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  PhoneProperties {
    regions = List.copyOf(regions);
    require(
        gatewayUrl != null
            && gatewayUrl.getHost() != null
            && ("https".equals(gatewayUrl.getScheme())
                || ("http".equals(gatewayUrl.getScheme())
                    && LOOPBACK.contains(gatewayUrl.getHost()))),
        "gateway-url must be the https URL where your SMS gateway takes messages (http to this"
            + " machine only)");
    require(
        !gatewayToken.isBlank(),
        "gateway-token is missing: set it to the token by which your SMS gateway knows you");
    require(
        !regions.isEmpty() && Set.of(Locale.getISOCountries()).containsAll(regions),
        "regions must be countries of ISO 3166, for example CN");
    require(text.contains(CODE), "text must contain " + CODE);
  }

  SmsGateway gateway() {
    return new HttpSmsGateway(
        Objects.requireNonNull(gatewayUrl, "checked above"), gatewayToken, DEADLINE);
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new IllegalArgumentException("gatehouse.phone." + rule);
    }
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "PhoneProperties[]";
  }
}
