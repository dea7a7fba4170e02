package dev.gatehouse.adapter.wechat.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.Growth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36, PHONE",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1, PHONE",
    "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0, PHONE",
    "Mozilla/5.0 (Linux; Android 15; Tab S10) Chrome/140.0 Safari/537.36, OTHER",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) MicroMessenger/8.0.50, WECHAT",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) wxwork/4.1 MicroMessenger/7.0.1, WECOM",
    "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36, OTHER"
  })
  void a_browser_is_known_by_its_header(String header, UserAgent expected) {
    assertThat(UserAgent.of(header)).isEqualTo(expected);
  }

  /** SEC-35. */
  @ParameterizedTest
  @ValueSource(strings = {"Android", "Mobile", "MicroMessenge", "iPhon"})
  void twice_the_header_costs_at_most_three_times_the_work(String part) {
    Growth.requireLinear(part.repeat(1000 / part.length()), UserAgent::of);
  }
}
