package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** SEC-29: the limit holds for every client. */
class RateLimitFilterTest {

  private final RateLimitFilter filter = new RateLimitFilter(new RateLimiter(60, () -> 0));

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "2001:db8::1", "fe80::1%eth0", "a-name.example", ""})
  void a_client_that_asks_too_often_is_refused_whatever_its_address_looks_like(String address)
      throws ServletException, IOException {
    for (int i = 0; i < 60; i++) {
      assertThat(status(address)).isEqualTo(200);
    }

    assertThat(status(address)).isEqualTo(429);
  }

  private int status(String address) throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setRemoteAddr(address);
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }
}
