package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SEC-27: what is wrong with these settings is said at once, by name and without the value. */
class ProxyPropertiesTest {

  @Test
  void every_proxy_that_cannot_be_meant_is_named() {
    assertThatThrownBy(() ->
            new ProxyProperties(
                List.of("10.0.0.0/8", "planted", "0.0.0.0/0", "10.0.0.0/99"), "planted"))
        .hasMessage(
            """
            gatehouse.trusted-proxies[1] is no address or range: write it as 192.0.2.7 or 10.0.0.0/8
            gatehouse.trusted-proxies[2] would believe everybody: name the addresses of your proxies
            gatehouse.trusted-proxies[3] is no address or range: write it as 192.0.2.7 or 10.0.0.0/8
            gatehouse.forwarding-header must be X-Forwarded-For or Forwarded: the one that your proxies write\
            """);
  }
}
