package dev.gatehouse.adapter.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PhonePropertiesTest {

  private static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry("gateway", "aliyun,tencent,http"),
          Map.entry("budget.per-day", "100"),
          Map.entry("aliyun.access-key-id", "id"),
          Map.entry("aliyun.access-key-secret", "planted"),
          Map.entry("aliyun.sign-name", "签名"),
          Map.entry("aliyun.template", "SMS_1"),
          Map.entry("tencent.secret-id", "id"),
          Map.entry("tencent.secret-key", "planted"),
          Map.entry("tencent.app-id", "1400006666"),
          Map.entry("tencent.sign-name", "签名"),
          Map.entry("tencent.template", "1110"),
          Map.entry("http.url", "https://sms.example/send"),
          Map.entry("http.token", "planted"));

  @Test
  void complete_settings_are_taken_with_the_defaults_of_the_contract() {
    PhoneProperties properties = bound(Map.of());

    assertThat(properties.limits().number())
        .hasToString(
            "[Limit[most=1, within=PT1M], Limit[most=5, within=PT1H], Limit[most=10,"
                + " within=PT24H]]");
    assertThat(properties.tencent().templateVariables()).containsExactly("code", "minutes");
    assertThat(
            properties.toString() + properties.aliyun() + properties.tencent() + properties.http())
        .doesNotContain("planted");
  }

  @Test
  void limits_are_written_as_lists() {
    assertThat(bound(Map.of("limits.total", "600/1m,9000/1h")).limits().total())
        .hasToString("[Limit[most=600, within=PT1M], Limit[most=9000, within=PT1H]]");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, carrier-pigeon",
    "gateway, 'http,http'",
    "budget.per-day, ''",
    "budget.per-day, 0",
    "aliyun.endpoint, http://dysmsapi.aliyuncs.com",
    "aliyun.access-key-id, ' '",
    "aliyun.access-key-secret, ''",
    "aliyun.sign-name, ''",
    "aliyun.template, ''",
    "tencent.endpoint, ftp://x",
    "tencent.secret-id, ''",
    "tencent.secret-key, ''",
    "tencent.app-id, ''",
    "tencent.sign-name, ''",
    "tencent.template, ''",
    "tencent.template-variables, minutes",
    "tencent.template-variables, 'code,code'",
    "tencent.template-variables, 'code,name'",
    "http.url, https://user:planted@sms.example/",
    "http.url, ''",
    "http.token, ''",
    "receipts.secret, short",
    "receipts.addresses, nowhere",
    "receipts.addresses, 'fe80::1%eth0'",
    "receipts.addresses, 10.0.0.0/33"
  })
  void a_wrong_setting_stops_the_start_by_its_name(String name, String value) {
    assertThatThrownBy(() -> bound(Map.of(name, value)))
        .rootCause()
        .hasMessageContaining("gatehouse.phone." + name + " ")
        .hasMessageNotContaining("planted");
  }

  @Test
  void settings_of_a_gateway_that_is_not_used_are_not_asked_for() {
    Map<String, String> settings = new HashMap<>();
    settings.put("gateway", "http");
    settings.put("budget.per-day", "100");
    settings.put("http.url", "http://127.0.0.1:8091/http");
    settings.put("http.token", "t");

    assertThat(bind(settings).gateway()).containsExactly("http");
  }

  @Test
  void all_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(() -> bind(Map.of("gateway", "aliyun,http")))
        .rootCause()
        .message()
        .satisfies(message -> assertThat(message.lines()).hasSize(7));
  }

  private static PhoneProperties bound(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.putAll(changes);
    return bind(settings);
  }

  private static PhoneProperties bind(Map<String, String> settings) {
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put("gatehouse.phone." + name, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bindOrCreate("gatehouse.phone", PhoneProperties.class);
  }
}
