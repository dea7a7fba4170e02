package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-28: whom a request comes from, and whose word for it is taken. */
class TrustedProxiesTest {

  private static final TrustedProxies PROXIES =
      new ProxySettings(List.of("10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7"), "Forwarded")
          .proxies();

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "198.51.100.1, 203.0.113.9,                 198.51.100.1, a stranger is not believed",
    "10.0.0.1,     203.0.113.9,                 203.0.113.9,  a proxy is",
    "192.0.2.7,    203.0.113.9,                 203.0.113.9,  also one named by itself",
    "10.0.0.1,     1.1.1.1|203.0.113.9,         203.0.113.9,  what the client wrote is not",
    "10.0.0.1,     1.1.1.1|203.0.113.9|10.0.0.2, 203.0.113.9, through two proxies",
    "10.0.0.1,     10.0.0.3|10.0.0.2,           10.0.0.3,     from inside",
    "10.0.0.1,     '',                          10.0.0.1,     a proxy that says nothing",
    "10.0.0.1,     1.1.1.1|nonsense,            10.0.0.1,     a proxy that says nonsense",
    "10.0.0.1,     1.1.1.1|_hidden|10.0.0.2,    10.0.0.2,     a client that is hidden",
    "10.0.0.1,     example.com,                 10.0.0.1,     a name is not looked up",
    "10.0.0.1,     127.1,                       10.0.0.1,     half an address",
    "10.0.0.1,     2130706433,                  10.0.0.1,     an address as a number",
    "10.0.0.1,     203.0.113.9:4711,            203.0.113.9,  with a port",
    "10.0.0.1,     [2001:db8::9]:4711,          2001:db8::9,  IPv6 with a port",
    "10.0.0.1,     2001:DB8:0::9,               2001:db8::9,  IPv6 in another spelling",
    "10.0.0.1,     ::ffff:203.0.113.9,          203.0.113.9,  IPv4 in disguise",
    "::ffff:10.0.0.1, 203.0.113.9,              203.0.113.9,  a proxy in disguise",
    "2001:db8:1::5, 203.0.113.9,                203.0.113.9,  a proxy on IPv6",
    "10.0.0.1,     fe80::1%eth0,                10.0.0.1,     an address of one machine's own",
  })
  void the_client_is_the_rightmost_that_is_no_proxy(
      String peer, String chain, String client, String what) {
    List<String> claims = Arrays.asList(chain.split("\\|", -1));

    assertThat(PROXIES.client(ClientAddress.parse(peer).orElseThrow(), claims)).hasToString(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "for=203.0.113.9 # 203.0.113.9",
        "for=1.1.1.1, FOR=203.0.113.9;proto=https # 203.0.113.9",
        "proto=https; for=\"[2001:db8::9]:4711\" # 2001:db8::9",
        "for=1.1.1.1, for=unknown # 10.0.0.1",
        "for=1.1.1.1, proto=https # 10.0.0.1",
        "for=1.1.1.1, by=\"a,for=6.6.6.6\" # 10.0.0.1",
        "for=\"1.1.1.1 # 10.0.0.1",
        ",,,;;; # 10.0.0.1",
      })
  void the_standard_header_says_the_same(String header, String client) {
    ClientAddress peer = ClientAddress.parse("10.0.0.1").orElseThrow();

    assertThat(PROXIES.client(peer, ForwardingHeader.FORWARDED.addresses(List.of(header))))
        .hasToString(client);
  }
}
