package dev.gatehouse.adapter.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseCookie;

/** SEC-27: the message names the property and never the value. */
class PublicUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://login.example, https://login.example, true, ''",
    "HTTPS://Login.Example:443/, https://login.example, true, ''",
    "' https://login.example:8443 ', https://login.example:8443, true, ''",
    "http://127.0.0.1:8080, http://127.0.0.1:8080, false, ''",
    "http://localhost:80/, http://localhost, false, ''",
    "http://[::1]:8080, http://[::1]:8080, false, ''",
    "https://Shop.example/auth, https://shop.example, true, /auth",
    "https://shop.example:443/Auth/v2.1/, https://shop.example, true, /Auth/v2.1",
  })
  void it_is_an_origin_as_browsers_write_it_and_a_path(
      String setting, String origin, boolean https, String path) {
    PublicUrl publicUrl = PublicUrl.parse(setting);

    assertThat(publicUrl).isEqualTo(new PublicUrl(origin, https, path));
    assertThat(publicUrl).hasToString(origin + path);
  }

  /** SEC-03. */
  @ParameterizedTest
  @CsvSource({
    "https://login.example, __Host-gatehouse_x, /, true",
    "https://shop.example/auth, __Secure-gatehouse_x, /auth, true",
    "http://127.0.0.1:8080, gatehouse_x, /, false",
    "http://127.0.0.1:8080/auth, gatehouse_x, /auth, false",
  })
  void a_cookie_goes_to_our_addresses_alone(
      String setting, String name, String path, boolean secure) {
    PublicUrl publicUrl = PublicUrl.parse(setting);

    ResponseCookie cookie =
        publicUrl.cookie(publicUrl.cookieName("gatehouse_x"), "value", Duration.ofMinutes(1));

    assertThat(cookie.getName()).isEqualTo(name);
    assertThat(cookie.getPath()).isEqualTo(path);
    assertThat(cookie.isSecure()).isEqualTo(secure);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Lax");
    assertThat(cookie.getDomain()).isNull();
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
    "https://login.example//planted, must have a plain path",
    "https://login.example/planted//, must have a plain path",
    "https://login.example/planted/../x, must have a plain path",
    "https://login.example/%70lanted, must have a plain path",
    "https://login.example/planted;x, must have a plain path",
    "https://login.example/.planted, must have a plain path",
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
