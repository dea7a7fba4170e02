package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "500, 1", "1000, 1", "1001, 2", "60000, 60"})
  void no_client_is_asked_back_too_early_or_at_once(long millis, String header) {
    assertThat(RetryAfter.seconds(Duration.ofMillis(millis))).isEqualTo(header);
  }
}
