package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-27: the message names the property and never the value. */
class PublicUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://login.example, https://login.example, true",
    "HTTPS://Login.Example:443/, https://login.example, true",
    "' https://login.example:8443 ', https://login.example:8443, true",
    "http://127.0.0.1:8080, http://127.0.0.1:8080, false",
    "http://localhost:80/, http://localhost, false",
    "http://[::1]:8080, http://[::1]:8080, false",
  })
  void it_is_an_origin_as_browsers_write_it(String setting, String origin, boolean https) {
    assertThat(PublicUrl.parse(setting)).isEqualTo(new PublicUrl(origin, https));
  }

  @ParameterizedTest
  @CsvSource({
    ", is missing",
    "' ', is missing",
    "planted, must be an absolute https URL",
    "//planted.example, must be an absolute https URL",
    "ftp://planted.example, must be an absolute https URL",
    "https://plan_ted, must be an absolute https URL",
    "https://plan ted, is not a URL",
    "https://planted.example/login, must be scheme",
    "https://user:planted@login.example, must be scheme",
    "https://login.example?planted, must be scheme",
    "https://login.example#planted, must be scheme",
    "http://planted.example, must be https",
    "http://127.0.0.1.planted.example, must be https",
  })
  void anything_else_is_refused_by_name(String setting, String rule) {
    assertThatThrownBy(() -> PublicUrl.parse(setting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.public-url " + rule)
        .hasMessageNotContaining("planted");
  }
}
