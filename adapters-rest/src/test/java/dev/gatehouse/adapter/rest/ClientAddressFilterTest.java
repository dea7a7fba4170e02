package dev.gatehouse.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** SEC-28: what two headers say when they do not agree. */
class ClientAddressFilterTest {

  private static final TrustedProxies PROXIES =
      new ProxyProperties(List.of("10.0.0.0/8")).proxies();

  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @Test
  void a_client_is_known_by_either_header() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("Forwarded", "for=203.0.113.9");

    assertThat(addressAfterFilter()).isEqualTo("203.0.113.9");
  }

  @Test
  void lines_of_one_header_are_one_chain() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "1.1.1.1, 203.0.113.9");
    request.addHeader("X-Forwarded-For", "10.0.0.2");

    assertThat(addressAfterFilter()).isEqualTo("203.0.113.9");
  }

  /** A proxy that adds to the client's line must not be hidden by what the client wrote there. */
  @Test
  void a_quote_that_the_client_sends_hides_nothing() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "\", 203.0.113.9");

    assertThat(addressAfterFilter()).isEqualTo("203.0.113.9");
  }

  @Test
  void a_header_that_the_client_added_beside_the_proxys_does_not_decide() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "203.0.113.9");
    request.addHeader("Forwarded", "for=1.1.1.1");

    assertThat(addressAfterFilter()).isEqualTo("10.0.0.1");
  }

  @Test
  void two_headers_that_agree_are_believed() throws Exception {
    request.setRemoteAddr("10.0.0.1");
    request.addHeader("X-Forwarded-For", "203.0.113.9");
    request.addHeader("Forwarded", "for=203.0.113.9");

    assertThat(addressAfterFilter()).isEqualTo("203.0.113.9");
  }

  @Test
  void a_stranger_is_who_it_is() throws Exception {
    request.setRemoteAddr("198.51.100.1");
    request.addHeader("X-Forwarded-For", "203.0.113.9");

    assertThat(addressAfterFilter()).isEqualTo("198.51.100.1");
  }

  private String addressAfterFilter() throws Exception {
    AtomicReference<String> address = new AtomicReference<>("the request did not pass");
    new ClientAddressFilter(PROXIES)
        .doFilter(
            request,
            new MockHttpServletResponse(),
            (passed, response) -> address.set(passed.getRemoteAddr()));
    return address.get();
  }
}
