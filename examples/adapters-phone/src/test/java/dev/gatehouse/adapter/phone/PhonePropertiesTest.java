package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonePropertiesTest {

  @ParameterizedTest
  @CsvSource({
    "http://sms.example/messages, token, CN, {code}, gatehouse.phone.gateway-url",
    "ftp://localhost/messages, token, CN, {code}, gatehouse.phone.gateway-url",
    "/messages, token, CN, {code}, gatehouse.phone.gateway-url",
    "https://sms.example/messages, '', CN, {code}, gatehouse.phone.gateway-token",
    "https://sms.example/messages, token, China, {code}, gatehouse.phone.regions",
    "https://sms.example/messages, token, CN, no code, gatehouse.phone.text",
  })
  void what_is_wrong_is_named(String url, String token, String region, String text, String name) {
    assertThatThrownBy(() -> new PhoneProperties(URI.create(url), token, List.of(region), text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " ");
  }
}
