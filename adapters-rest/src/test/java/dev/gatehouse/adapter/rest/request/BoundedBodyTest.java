package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;

/** SEC-29: the one place where the size of a body is checked. */
class BoundedBodyTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_body_of_the_largest_size_is_read() throws IOException {
    BoundedBody body = body(new ByteArrayInputStream(new byte[BoundedBody.MAX_BYTES]));

    assertThat(body.readAllBytes()).hasSize(BoundedBody.MAX_BYTES);
  }

  @Test
  void a_body_over_the_limit_is_not_read_to_its_end() {
    ByteArrayInputStream all = new ByteArrayInputStream(new byte[100 * 1024]);
    BoundedBody body = body(all);

    assertThatThrownBy(body::readAllBytes).isInstanceOf(PayloadTooLargeException.class);
    assertThat(all.available()).isEqualTo(100 * 1024 - (BoundedBody.MAX_BYTES + 1));
  }

  private static BoundedBody body(ByteArrayInputStream all) {
    return new BoundedBody(new DelegatingServletInputStream(all), BoundedBody.MAX_BYTES, MINUTE);
  }
}
