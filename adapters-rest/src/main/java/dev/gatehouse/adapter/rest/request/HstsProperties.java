package dev.gatehouse.adapter.rest.request;

import dev.gatehouse.adapter.rest.client.PublicUrl;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long browsers remember to use https alone (RFC 6797).
 *
 * @param maxAge how long browsers remember to use https alone; 0 if they are not told
 */
@ConfigurationProperties("gatehouse.hsts")
record HstsProperties(@DefaultValue("365d") Duration maxAge) {

  private static final Duration LONGEST = Duration.ofDays(730);

  HstsProperties {
    if (maxAge.isNegative() || maxAge.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "gatehouse.hsts.max-age must be between 0 and 730d, for example 365d");
    }
  }

  /** The value of the header; empty if browsers are not told. */
  Optional<String> header(PublicUrl publicUrl) {
    return publicUrl.https() && !maxAge.isZero()
        ? Optional.of("max-age=" + maxAge.toSeconds())
        : Optional.empty();
  }
}
