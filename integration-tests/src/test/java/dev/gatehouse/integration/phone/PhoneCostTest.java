package dev.gatehouse.integration.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.SettableTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What login by phone costs the database. */
class PhoneCostTest {

  private static final String PHONE = "+8613900000001";

  /**
   * All counts are read together. That of wrong codes is written before the code is compared. The
   * statement that compares takes a try and uses the code up, and another tells whether it did.
   * Then the count of wrong codes is taken back, and the number, the region and the address with
   * the region are verified.
   */
  @Test
  void a_returning_login_costs_the_statements_that_it_needs_and_no_more() {
    try (PhoneReplica service = new PhoneReplica(Map.of())) {
      service.login(PHONE);
      SettableTime.CLOCK.advance(Duration.ofSeconds(61));
      String challenge = service.ask(PHONE).text("$.challenge");
      String code = service.sms().latestCode(PHONE);

      Map<String, Integer> statements =
          service.statements(
              () -> assertThat(service.login(PHONE, code, challenge).status()).isEqualTo(200));

      Map<String, Integer> kinds = new HashMap<>();
      statements.forEach((sql, count) -> kinds.merge(kind(sql), count, Integer::sum));
      assertThat(kinds)
          .isEqualTo(
              Map.of(
                  "select of `sms_count`", 1,
                  "write of `sms_count`", 5,
                  "write of `sms_challenge`", 1,
                  "select of `sms_challenge`", 1,
                  "select of `user_login_method`", 1,
                  "write of `user_session`", 1));
    }
  }

  private static String kind(String sql) {
    String table = sql.replaceFirst("^.*?(from|into|update) (`\\w+`).*$", "$2");
    return (sql.startsWith("select") ? "select of " : "write of ") + table;
  }
}
