package dev.gatehouse.application.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example",
    "https://SHOP.Example:443, https://shop.example",
    "http://shop.example:80, http://shop.example",
    "https://shop.example:80, https://shop.example:80",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "http://[::1]:8080, http://[::1]:8080",
    "https://a, https://a",
  })
  void an_origin_is_kept_as_browsers_write_it(String written, String value) {
    assertThat(new Origin(written)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "https://",
        "https://shop.example/",
        "https://shop.example/path",
        "https://shop.example?x",
        "https://*.shop.example",
        "*",
        "null",
        "https://user:secret@shop.example",
        "https://shop.example:",
        "https://shop.example:0",
        "https://.shop.example",
        "https://shop.example.",
        "ftp://shop.example",
        " https://shop.example",
        "https://shop.example\n",
      })
  void anything_else_is_no_origin(String text) {
    assertThatThrownBy(() -> new Origin(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, true",
    "http://127.0.0.1:8080, true",
    "http://localhost, true",
    "http://[::1]:1, true",
    "http://shop.example, false",
    "http://127.0.0.1.evil.example, false",
    "http://localhost.evil.example, false",
    "http://192.168.0.1:8080, false",
  })
  void plain_http_is_for_this_machine_only(String origin, boolean secure) {
    assertThat(new Origin(origin).isSecure()).isEqualTo(secure);
  }
}
