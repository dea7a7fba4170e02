package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEC-27: the message names the property and never the value. */
class DatabasePropertiesTest {

  @ParameterizedTest
  @CsvSource({
    ", planted, planted, spring.datasource.url is missing",
    "' ', planted, planted, spring.datasource.url is missing",
    "mysql://planted, planted, planted, spring.datasource.url must begin with jdbc:",
    "jdbc:mysql://planted/g, , planted, spring.datasource.username is missing",
    "jdbc:mysql://planted/g, planted, ' ', spring.datasource.password is missing",
  })
  void a_bad_setting_is_named(String url, String username, String password, String message) {
    DatabaseProperties properties = new DatabaseProperties(url, username, password);

    assertThatThrownBy(properties::complete)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("planted");
  }

  /** SEC-21. */
  @Test
  void no_text_shows_a_secret() {
    DatabaseProperties properties =
        new DatabaseProperties("jdbc:mysql://h/g?password=planted", "planted", "planted");

    assertThat(properties + " " + properties.complete()).doesNotContain("planted");
  }
}
