package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-27: what is wrong with these settings is said at once, by name and without the value. */
class ProxySettingsTest {

  /** SEC-45. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/1,128.0.0.0/1",
        "0.0.0.0/2,64.0.0.0/2,128.0.0.0/2,192.0.0.0/2",
        "10.0.0.0/8,::/1,8000::/1",
        "0.0.0.0/3",
      })
  void ranges_that_together_cover_everything_are_refused(String ranges) {
    assertThatThrownBy(() -> new ProxySettings(List.of(ranges.split(",")), "Forwarded"))
        .hasMessageStartingWith("gatehouse.trusted-proxies together cover more addresses");
  }

  @Test
  void private_networks_may_be_trusted() {
    assertThatCode(() ->
            new ProxySettings(
                List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "192.0.2.7"),
                "Forwarded"))
        .doesNotThrowAnyException();
  }

  @Test
  void every_proxy_that_cannot_be_meant_is_named() {
    assertThatThrownBy(() ->
            new ProxySettings(
                List.of("10.0.0.0/8", "planted", "0.0.0.0/0", "10.0.0.0/99"), "planted"))
        .hasMessage(
            """
            gatehouse.trusted-proxies[1] is no address or range: write it as 192.0.2.7 or 10.0.0.0/8
            gatehouse.trusted-proxies[2] covers every address: name the addresses of your proxies
            gatehouse.trusted-proxies[3] is no address or range: write it as 192.0.2.7 or 10.0.0.0/8
            gatehouse.forwarding-header must be X-Forwarded-For or Forwarded: the one that your proxies write\
            """);
  }
}
