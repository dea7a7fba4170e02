package dev.gatehouse.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.browser.ReturnTargets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-08, SEC-27. */
class RestPropertiesTest {

  @Test
  void browsers_may_return_to_our_own_origin_and_to_those_that_are_listed() {
    ReturnTargets targets =
        properties(List.of("https://shop.example", " http://localhost:3000 ")).returnTargets();

    assertThat(targets.accept("https://login.example/x")).isPresent();
    assertThat(targets.accept("https://shop.example/x")).isPresent();
    assertThat(targets.accept("http://localhost:3000/x")).isPresent();
    assertThat(targets.accept("https://evil.example/x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted",
        "https://planted.example/",
        "https://planted.example/path",
        "https://*.planted.example",
        "https://user:planted@shop.example",
        "http://planted.example",
        "*",
        " ",
      })
  void a_list_that_is_not_of_exact_origins_stops_the_start(String origin) {
    assertThatThrownBy(() -> properties(List.of("https://shop.example", origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.return-to must be exact https origins")
        .hasMessageNotContaining("planted");
  }

  @Test
  void the_problems_of_all_settings_are_named_at_once() {
    assertThatThrownBy(
            () -> new RestProperties("planted", List.of("planted"), List.of("planted"), "planted"))
        .hasMessageContainingAll(
            "gatehouse.public-url",
            "gatehouse.return-to",
            "gatehouse.trusted-proxies[0]",
            "gatehouse.forwarding-header")
        .hasMessageNotContaining("planted");
  }

  private static RestProperties properties(List<String> returnTo) {
    return new RestProperties("https://login.example", returnTo, List.of(), "Forwarded");
  }
}
