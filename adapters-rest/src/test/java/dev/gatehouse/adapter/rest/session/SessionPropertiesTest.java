package dev.gatehouse.adapter.rest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.session.SessionLifetimes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionPropertiesTest {

  @Test
  void lifetimes_are_those_that_are_set() {
    assertThat(properties(true, Duration.ofDays(7)).lifetimes())
        .isEqualTo(
            new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(7)));
  }

  @Test
  void a_session_cannot_be_idle_for_less_than_an_access_token_lasts() {
    assertThatThrownBy(() -> properties(true, Duration.ofMinutes(14)))
        .hasMessage(
            "gatehouse.session.idle-ttl must not be shorter than gatehouse.session.access-ttl");
  }

  private static SessionProperties properties(boolean enabled, Duration idle) {
    return new SessionProperties(
        enabled, null, List.of(), Duration.ofMinutes(15), Duration.ofDays(30), idle);
  }

  /** SEC-27: without sessions, too, for the cookies of browsers that log in. */
  @Test
  void no_service_starts_without_a_key() {
    for (boolean sessions : List.of(true, false)) {
      SessionProperties properties = properties(sessions, Duration.ofDays(14));

      assertThatThrownBy(properties::keys)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("gatehouse.session.signing-keys is missing");
    }
  }
}
