package dev.gatehouse.adapter.rest.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionPropertiesTest {

  /** SEC-27: without sessions, too, for the cookies of browsers that log in. */
  @Test
  void no_service_starts_without_a_key() {
    for (boolean sessions : List.of(true, false)) {
      SessionProperties properties = new SessionProperties(sessions, null, List.of());

      assertThatThrownBy(properties::keys)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("gatehouse.session.signing-keys is missing");
    }
  }
}
