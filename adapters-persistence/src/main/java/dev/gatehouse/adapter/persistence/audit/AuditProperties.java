package dev.gatehouse.adapter.persistence.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The audit log.
 *
 * @param retention how long a record is kept
 */
@ConfigurationProperties("gatehouse.audit")
public record AuditProperties(@DefaultValue("180d") Duration retention) {

  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(3650);

  public AuditProperties {
    if (retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "gatehouse.audit.retention must be between 1d and 3650d, for example 180d");
    }
  }
}
