package dev.gatehouse.adapter.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPropertiesTest {

  private static final String SECRET = "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

  @Test
  void without_a_url_nothing_else_is_asked_for() {
    assertThat(properties(null, "").url()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://crm.example/hook?tenant=1",
        "http://127.0.0.1:9000/hook",
        "http://localhost/hook",
        "http://[::1]:9000/hook"
      })
  void a_url_is_https_or_of_this_machine(String url) {
    assertThat(properties(url, SECRET).target()).hasToString(url);
  }

  /** SEC-21, SEC-27: the message names the property and never the value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "planted",
        "http://planted.example/",
        "https://planted:planted@crm.example/",
        "https://crm.example/#planted",
        "ftp://planted.example/",
        "https:///planted",
        "http://127.0.0.1.planted.example/"
      })
  void any_other_url_is_refused(String url) {
    assertThatThrownBy(() -> properties(url, SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.webhook.url must be")
        .hasMessageNotContaining("planted");
  }

  /** SEC-46. */
  @Test
  void the_secret_that_the_documents_print_is_refused() {
    String sample = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    assertThatThrownBy(() -> properties("https://crm.example/", sample))
        .hasMessageStartingWith("gatehouse.webhook.secret is the sample");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "planted", "whsec_", "whsec_planted!", "whsec_cGxhbnRlZA=="})
  void a_secret_that_is_missing_or_short_is_refused(String secret) {
    assertThatThrownBy(() -> properties("https://crm.example/", secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.webhook.secret must be")
        .hasMessageNotContaining("planted");
  }

  @Test
  void all_problems_are_told_at_once_and_no_value_is_shown() {
    assertThatThrownBy(() ->
            new WebhookProperties(
                "planted", List.of("planted"), Duration.ZERO, Duration.ofDays(31)))
        .hasMessageContaining("url must")
        .hasMessageContaining("secret must")
        .hasMessageContaining("deadline must")
        .hasMessageContaining("give-up-after must");
    assertThat(properties("https://crm.example/planted", SECRET).toString())
        .doesNotContain("planted", SECRET);
  }

  private static WebhookProperties properties(@Nullable String url, String secret) {
    return new WebhookProperties(
        url,
        secret.isEmpty() ? List.of() : List.of(secret),
        Duration.ofSeconds(5),
        Duration.ofDays(3));
  }
}
