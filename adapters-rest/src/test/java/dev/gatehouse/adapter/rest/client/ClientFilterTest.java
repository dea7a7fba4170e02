package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.Growth;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** SEC-28: which header says who the client is. */
class ClientFilterTest {

  private static final TrustedProxies PROXIES =
      new ProxySettings(List.of("10.0.0.0/8"), "X-Forwarded-For").proxies();

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @ParameterizedTest
  @CsvSource({"X-Forwarded-For, 203.0.113.9", "Forwarded, for=203.0.113.9"})
  void a_client_is_known_by_the_header_that_the_proxy_writes(String header, String value)
      throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader(header, value);

    assertThat(addressAfterFilter(header)).isEqualTo("203.0.113.9");
  }

  /** The proxy passes on what it does not write, and a client can write anything there. */
  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-For, 203.0.113.9, Forwarded, for=1.1.1.1",
    "X-Forwarded-For, 203.0.113.9, Forwarded, nonsense",
    "Forwarded, for=203.0.113.9, X-Forwarded-For, 1.1.1.1"
  })
  void the_other_header_says_nothing(String header, String value, String other, String claim)
      throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader(header, value);
    request.addHeader(other, claim);

    assertThat(addressAfterFilter(header)).isEqualTo("203.0.113.9");
  }

  /** SEC-35. */
  @ParameterizedTest
  @CsvSource({
    "Forwarded, 'for=1.1.1.1,'",
    "Forwarded, 'for=\"[::\"'",
    "Forwarded, 'a=\"\\'",
    "Forwarded, ' '",
    "X-Forwarded-For, '1.1.1.1, '",
    "X-Forwarded-For, ':'",
    "X-Forwarded-For, ','"
  })
  void twice_the_header_costs_at_most_three_times_the_work(String header, String part) {
    ForwardingHeader forwarding = ForwardingHeader.named(header).orElseThrow();
    TrustedProxies all = new ProxySettings(List.of("1.0.0.0/8", "10.0.0.0/8"), header).proxies();
    ClientAddress peer = ClientAddress.parse("10.0.0.1").orElseThrow();

    Growth.requireLinear(
        part.repeat(1000 / part.length()),
        text -> all.client(peer, forwarding.addresses(List.of(text))));
  }

  @Test
  void a_proxy_that_writes_another_header_than_we_are_told_is_the_client() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("Forwarded", "for=203.0.113.9");

    assertThat(addressAfterFilter("X-Forwarded-For")).isEqualTo("10.0.0.1");
  }

  @Test
  void lines_of_one_header_are_one_chain() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "1.1.1.1, 203.0.113.9");
    request.addHeader("X-Forwarded-For", "10.0.0.2");

    assertThat(addressAfterFilter("X-Forwarded-For")).isEqualTo("203.0.113.9");
  }

  /** A proxy that adds to the client's line must not be hidden by what the client wrote there. */
  @Test
  void a_quote_that_the_client_sends_hides_nothing() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "\", 203.0.113.9");

    assertThat(addressAfterFilter("X-Forwarded-For")).isEqualTo("203.0.113.9");
  }

  /**
   * SEC-36: the first part of each is the client's, the rest is what the proxy appended to its
   * line.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=6.6.6.6;x=\", for=203.0.113.9",
        "for=6.6.6.6;x=\", for=\"[2001:db8::1]:80\"",
        "for=6.6.6.6;x=\"\\, for=\"[2001:db8::1]:80\"",
        "for=6.6.6.6;x=\"\\\", for=203.0.113.9",
        "for=\"6.6.6.6\"x, for=203.0.113.9",
        "for = 6.6.6.6, for=203.0.113.9",
        "for=6.6.6.6 x, for=203.0.113.9",
        "nonsense, for=203.0.113.9",
        "for=6.6.6.6, for=203.0.113.9;for=6.6.6.6",
      })
  void an_ill_formed_line_means_the_address_of_the_peer_that_sent_it(String line) throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("Forwarded", line);

    assertThat(addressAfterFilter("Forwarded")).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=203.0.113.9",
        "For=\"203.0.113.9:80\";proto=http;by=10.0.0.1",
        "for=6.6.6.6;x=\"a, \\\"b\" , by=\"_x\"; for=203.0.113.9 ",
        "for=unknown,for=203.0.113.9,",
        ",, for=6.6.6.6;;, for=203.0.113.9",
      })
  void a_well_formed_line_names_the_client(String line) throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("Forwarded", "x=\"");
    request.addHeader("Forwarded", line.replaceAll(",$", ", for=10.0.0.2"));

    assertThat(addressAfterFilter("Forwarded")).isEqualTo("203.0.113.9");
  }

  @Test
  void a_line_as_long_as_a_header_may_be_is_read() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("Forwarded", "x=\"" + "\\x".repeat(50_000) + "\"" + ";,".repeat(50_000));
    request.addHeader("Forwarded", "for=203.0.113.9");

    assertThat(addressAfterFilter("Forwarded")).isEqualTo("203.0.113.9");
  }

  /** The container names the network card as well. */
  @Test
  void a_neighbour_on_the_link_is_known_without_the_way_to_it() throws Exception {
    request.setRemoteAddr("fe80::1%eth0");

    assertThat(addressAfterFilter("X-Forwarded-For")).isEqualTo("fe80::1");
  }

  @Test
  void a_stranger_is_who_it_is() throws Exception {
    request.setRemoteAddr("198.51.100.1");
    request.addHeader("X-Forwarded-For", "203.0.113.9");

    assertThat(addressAfterFilter("X-Forwarded-For")).isEqualTo("198.51.100.1");
  }

  private String addressAfterFilter(String header) throws Exception {
    AtomicReference<String> address = new AtomicReference<>("the request did not pass");
    new ClientFilter(PROXIES, ForwardingHeader.named(header).orElseThrow())
        .doFilter(
            request,
            new MockHttpServletResponse(),
            (passed, response) -> address.set(passed.getRemoteAddr()));
    return address.get();
  }
}
