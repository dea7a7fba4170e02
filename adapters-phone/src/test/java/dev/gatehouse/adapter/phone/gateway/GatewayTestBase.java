package dev.gatehouse.adapter.phone.gateway;

import dev.gatehouse.adapter.phone.number.PhoneNumber;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A gateway of ours before a server that the test controls. */
abstract class GatewayTestBase {

  static final PhoneNumber PHONE = new PhoneNumber("+8613800138000", "CN");
  static final SmsMessage MESSAGE =
      new SmsMessage("login", Map.of("code", "012345", "minutes", "5"), Locale.CHINESE, "a1");
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T00:00:00Z"), ZoneOffset.UTC);

  final StubGateway stub;
  final FailureLog failures = new FailureLog(CLOCK);
  final HttpTransport http = new HttpTransport(Duration.ofSeconds(2), Duration.ofSeconds(5));

  GatewayTestBase() {
    try {
      stub = new StubGateway();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    http.close();
    stub.close();
  }
}
